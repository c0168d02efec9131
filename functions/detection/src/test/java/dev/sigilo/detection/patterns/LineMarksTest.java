package dev.sigilo.detection.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineMarksTest {

    @Test
    void areCountedLineByLine() {
        LineMarks marks = new LineMarks("Name | MRN | Sex\nplain words, one comma");

        int end = marks.read(0);

        assertThat(end).isEqualTo(16);
        assertThat(marks.count('|')).isEqualTo(2);
        assertThat(marks.separateCells()).isTrue();

        marks.read(end + 1);

        assertThat(marks.count('|')).isZero();
        assertThat(marks.count(',')).isZero();
        assertThat(marks.separateCells()).isFalse();
        assertThat(marks.surroundKeys()).isFalse();
    }

    @Test
    void ofKeysAreQuotesColonsAndEqualsSigns() {
        LineMarks marks = new LineMarks("patient_name=Ruiz");

        marks.read(0);

        assertThat(marks.surroundKeys()).isTrue();
        assertThat(marks.separateCells()).isFalse();
    }
}
