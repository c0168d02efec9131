package dev.sigilo.benchmarks.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** Draws a {@link LoadResult} as SVG: latency against rate, and backlog over time. */
public final class LoadPlot {
    private static final int WIDTH = 860;
    private static final int LEFT = 80;
    private static final int RIGHT = 720;
    private static final int HEIGHT = 300;
    private static final int GAP = 110;
    private static final int TOP = 60;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};
    private static final String[] COLOURS = {"#1b7837", "#2166ac", "#b2182b", "#762a83"};

    private final StringBuilder svg = new StringBuilder();

    private LoadPlot() {}

    /** Returns the complete SVG picture. */
    public static String of(LoadResult result) {
        LoadPlot plot = new LoadPlot();
        int height = 2 * (HEIGHT + GAP) + TOP;
        plot.svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
                        + "font-family=\"sans-serif\" font-size=\"13\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH,
                height,
                WIDTH,
                height));
        plot.latency(result, TOP);
        plot.backlog(result, TOP + HEIGHT + GAP);
        return plot.svg.append("</svg>\n").toString();
    }

    private void latency(LoadResult result, int top) {
        double mostRate =
                result.steps().stream().mapToDouble(LoadStep::rate).max().orElse(1) * 1.05;
        double most = result.steps().stream()
                .mapToDouble(step -> step.milliseconds(99.9))
                .max()
                .orElse(1);
        double least = result.steps().stream()
                .mapToDouble(step -> step.milliseconds(50))
                .min()
                .orElse(1);
        int low = (int) Math.floor(Math.log10(Math.max(1, least)));
        int high = Math.max(low + 1, (int) Math.ceil(Math.log10(Math.max(10, most))));
        DoubleUnaryOperator x = rate -> LEFT + (RIGHT - LEFT) * rate / mostRate;
        DoubleUnaryOperator y =
                ms -> top + HEIGHT - HEIGHT * (Math.log10(Math.max(Math.pow(10, low), ms)) - low) / (high - low);
        frame(top, "Latency, raw to row in db_query (ms), by arriving records/s");
        for (int power = low; power <= high; power++) {
            horizontal(y.applyAsDouble(Math.pow(10, power)), String.format(Locale.ROOT, "%,.0f", Math.pow(10, power)));
        }
        ticks(mostRate, x, top);
        for (int p = 0; p < PERCENTILES.length; p++) {
            List<double[]> points = new ArrayList<>();
            for (LoadStep step : result.steps()) {
                points.add(
                        new double[] {x.applyAsDouble(step.rate()), y.applyAsDouble(step.milliseconds(PERCENTILES[p]))
                        });
            }
            line(points, COLOURS[p], true);
            text(
                    RIGHT + 12,
                    top + 20 + 20 * p,
                    "start",
                    COLOURS[p],
                    "p" + (PERCENTILES[p] == 99.9 ? "99.9" : (int) PERCENTILES[p] + ""));
        }
        if (!Double.isNaN(result.saturation())) {
            double at = x.applyAsDouble(Math.min(result.saturation(), mostRate));
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#888\" stroke-dasharray=\"5 4\"/>%n",
                    at,
                    top,
                    at,
                    top + HEIGHT));
            text(at, top - 6, "middle", "#555", String.format(Locale.ROOT, "saturation %,.0f/s", result.saturation()));
        }
    }

    private void backlog(LoadResult result, int top) {
        List<LoadStep> steps = new ArrayList<>(result.steps());
        if (result.half() != null) {
            steps.add(result.half());
        }
        double end = 1;
        double most = 10;
        for (LoadStep step : steps) {
            for (LoadStep.Moment moment : step.backlog()) {
                end = Math.max(end, moment.seconds());
                most = Math.max(most, moment.records());
            }
        }
        double lastSecond = end;
        double ceiling = most * 1.1;
        DoubleUnaryOperator x = seconds -> LEFT + (RIGHT - LEFT) * seconds / lastSecond;
        DoubleUnaryOperator y = records -> top + HEIGHT - HEIGHT * records / ceiling;
        frame(top, "Backlog (records in flight) over time (s); above each step, its records/s");
        double grid = round(ceiling / 5);
        for (double records = 0; records <= ceiling; records += grid) {
            horizontal(y.applyAsDouble(records), String.format(Locale.ROOT, "%,.0f", records));
        }
        ticks(lastSecond, x, top);
        for (LoadStep step : steps) {
            List<double[]> points = new ArrayList<>();
            step.backlog()
                    .forEach(moment -> points.add(
                            new double[] {x.applyAsDouble(moment.seconds()), y.applyAsDouble(moment.records())}));
            if (!points.isEmpty()) {
                line(points, step.saturated() ? COLOURS[2] : COLOURS[1], false);
                text(points.get(0)[0] + 2, top - 6, "start", "#555", String.format(Locale.ROOT, "%.0f", step.rate()));
            }
        }
    }

    private void frame(int top, String title) {
        text(LEFT, top - 28, "start", "#000", title);
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#444\"/>%n",
                LEFT,
                top,
                RIGHT - LEFT,
                HEIGHT));
    }

    private void horizontal(double y, String label) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
                LEFT,
                y,
                RIGHT,
                y));
        text(LEFT - 8, y + 4, "end", "#000", label);
    }

    private void ticks(double most, DoubleUnaryOperator x, int top) {
        double grid = round(most / 8);
        for (double value = 0; value <= most; value += grid) {
            text(
                    x.applyAsDouble(value),
                    top + HEIGHT + 20,
                    "middle",
                    "#000",
                    String.format(Locale.ROOT, "%,.0f", value));
        }
    }

    /** Rounds up to the next of 1, 2, 5, 10, 20 … */
    private static double round(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, step))));
        double times = step / power;
        return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
    }

    private void line(List<double[]> points, String colour, boolean dots) {
        svg.append("<polyline fill=\"none\" stroke=\"").append(colour).append("\" stroke-width=\"1.8\" points=\"");
        points.forEach(point -> svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", point[0], point[1])));
        svg.append("\"/>\n");
        if (dots) {
            points.forEach(point -> svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                    point[0],
                    point[1],
                    colour)));
        }
    }

    private void text(double x, double y, String anchor, String colour, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                colour,
                text));
    }
}
