package dev.sigilo.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {
    private static String literal(Object value) {
        return new SqlText().start("").value(value).statement();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            quoteCharacter = '"',
            value = {
                "plain = 'plain'",
                "it's = 'it''s'",
                "' = ''''",
                "'' = ''''''",
                "');DROP TABLE x;-- = ''');DROP TABLE x;--'",
                "a\\b = _utf8mb4 x'615c62'",
                "\\' = _utf8mb4 x'5c27'",
                "ñ😀 = 'ñ😀'"
            })
    void textCannotEndItsLiteral(String text, String literal) {
        assertThat(literal(text)).isEqualTo(literal);
    }

    @Test
    void writesTheOtherTypes() {
        assertThat(literal(null)).isEqualTo("NULL");
        assertThat(literal("")).isEqualTo("''");
        assertThat(literal(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(literal(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(literal(-1.5e-7)).isEqualTo("-1.5E-7");
        assertThat(literal(new byte[] {0, 39, (byte) 0xff})).isEqualTo("x'0027ff'");
        assertThat(literal(new byte[0])).isEqualTo("x''");
        assertThatThrownBy(() -> literal(Instant.EPOCH)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neverPrintsAValue() {
        assertThat(new SqlText().start("").value("SECRET")).hasToString("SqlText[8 characters]");
    }
}
