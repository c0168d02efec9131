package dev.sigilo.cli;

import dev.sigilo.driver.Topology;
import dev.sigilo.formats.Conversion;
import dev.sigilo.formats.MessageReader;
import dev.sigilo.formats.SourceRecord;
import dev.sigilo.formats.SourceReject;
import dev.sigilo.records.JsonText;
import dev.sigilo.records.RecordFormatException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the records that messages become. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Print the records that HL7 v2, FHIR or DICOM messages become.",
            "One JSON line per record, as the pipeline classifies it. The output contains PHI. What was rejected and what was left out "
                    + "is counted on standard error, by path."
        },
        footer = {
            "",
            "Exit status is 1 if a message or a part of one was rejected, or if a map has a fault.",
            "`sigilo try --format FORMAT FILE` shows what the pipeline makes of the records."
        })
final class ConvertCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Input input;

    @Option(
            names = "--header",
            description = "Print the headers of DICOM files as DICOM JSON instead of records. Contains PHI.")
    private boolean header;

    @Option(
            names = "--check-maps",
            description =
                    "Check the maps from paths to fields in pulsar-config/formats and print every fault; read no file.")
    private boolean checkMaps;

    @Mixin
    private PulsarConfigOption pulsarConfig;

    private long converted;
    private long rejected;
    private final Map<String, Long> dropped = new TreeMap<>();

    ConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Topology topology = pulsarConfig.topology();
        if (checkMaps) {
            return checkMaps(topology);
        }
        InputFormat format = input.format();
        if (!format.isMessages()) {
            throw new CliException("records are not converted; add --format hl7v2, fhir or dicom");
        }
        if (header && format != InputFormat.DICOM) {
            throw new CliException("--header prints headers of DICOM files; remove it, or add --format dicom");
        }
        MessageReader reader = header ? null : FormatReaders.of(topology, format.id());
        try (MessageFiles messages = input.openMessages(console)) {
            for (RecordReader.Entry entry = messages.next(); entry != null; entry = messages.next()) {
                if (header) {
                    console.println(new String(entry.message(), StandardCharsets.UTF_8));
                } else {
                    convert(reader, entry);
                }
            }
            console.flush();
            messages.checkAllRead();
            if (header) {
                return Sigilo.OK;
            }
        }
        printCounts();
        return rejected == 0 ? Sigilo.OK : Sigilo.FAILED;
    }

    private int checkMaps(Topology topology) {
        List<String> faults = FormatReaders.faults(topology);
        faults.forEach(console::println);
        if (!faults.isEmpty()) {
            throw new CliException(faults.size() + (faults.size() == 1 ? " fault in the maps" : " faults in the maps")
                    + "; see above");
        }
        console.println("the maps are valid: " + String.join(", ", FormatReaders.formats(topology)));
        return Sigilo.OK;
    }

    private void convert(MessageReader reader, RecordReader.Entry entry) {
        Conversion conversion;
        try {
            conversion = reader.read(entry.message());
        } catch (RecordFormatException e) {
            reject(
                    entry,
                    e.reason() + (e.field() == null ? "" : " at " + e.field()),
                    e.reason().advice());
            return;
        }
        for (SourceRecord record : conversion.records()) {
            converted++;
            console.println(record.record().json());
        }
        for (SourceReject reject : conversion.rejects()) {
            reject(
                    entry,
                    reject.reason() + " at " + reject.place(),
                    reject.reason().advice());
        }
        conversion.dropped().forEach((path, count) -> dropped.merge(path, (long) count, Long::sum));
    }

    private void reject(RecordReader.Entry entry, String what, String advice) {
        rejected++;
        console.err().println("rejected " + entry.line() + ": " + what + ": " + advice);
    }

    private void printCounts() {
        console.err().println(converted + (converted == 1 ? " record, " : " records, ") + rejected + " rejected");
        if (!dropped.isEmpty()) {
            console.err().println("left out: " + JsonText.counts(dropped).text());
        }
    }
}
