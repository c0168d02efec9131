package dev.sigilo.benchmarks.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void goesOnWhileRoundsGetFasterAndStopsAfterThreeThatDoNot() {
        WarmUp warmUp = new WarmUp(1_000_000, WarmUp.ROUND);
        for (double rate : new double[] {100, 200, 190, 208, 300, 280, 310}) {
            warmUp.took(rate);
            assertThat(warmUp.goesOn()).as("after a round of %s/s", rate).isTrue();
        }
        warmUp.took(305);
        assertThat(warmUp.goesOn()).isFalse();
        assertThat(warmUp.records()).isEqualTo(8 * WarmUp.ROUND);
    }

    @Test
    void goesOnWhileManySmallGainsAreALargeOne() {
        WarmUp warmUp = new WarmUp(1_000_000, WarmUp.ROUND);
        for (double rate = 100; rate < 1_000; rate *= 1.03) {
            warmUp.took(rate);
            assertThat(warmUp.goesOn()).as("after a round of %s/s", rate).isTrue();
        }
    }

    @Test
    void neverTakesMoreThanItMay() {
        WarmUp warmUp = new WarmUp(WarmUp.ROUND + 300, WarmUp.ROUND);
        assertThat(warmUp.next()).isEqualTo(WarmUp.ROUND);
        warmUp.took(100);
        assertThat(warmUp.next()).isEqualTo(300);
        warmUp.took(1_000);
        assertThat(warmUp.goesOn()).isFalse();
        assertThat(warmUp.records()).isEqualTo(WarmUp.ROUND + 300);
    }

    @Test
    void isOverAtOnceWhereNoneIsWanted() {
        assertThat(new WarmUp(0, WarmUp.ROUND).goesOn()).isFalse();
    }
}
