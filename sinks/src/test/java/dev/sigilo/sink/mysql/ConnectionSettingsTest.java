package dev.sigilo.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionSettingsTest {
    private static Properties properties(String url, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("jdbcUrl", url, "tableName", "t"));
        settings.putAll(more);
        return ConnectionSettings.properties(MySqlSinkConfig.load(settings, null));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://localhost:3306/db, PREFERRED",
        "jdbc:mysql://127.0.0.1/db, PREFERRED",
        "jdbc:mysql://[::1]:3306/db, PREFERRED",
        "jdbc:mysql:///db, PREFERRED",
        "jdbc:mysql://db.example.org/db, REQUIRED",
        "jdbc:mysql://10.0.0.1:3306/db, REQUIRED",
        "jdbc:mysql://127.0.0.1.example.org/db, REQUIRED",
        "'jdbc:mysql://localhost:1,db:2/db', REQUIRED",
        "jdbc:mysql:replication://localhost/db, PREFERRED",
        "jdbc:mysql:loadbalance://db/db, REQUIRED"
    })
    void encryptsUnlessEveryHostIsLoopback(String url, String sslMode) {
        assertThat(properties(url, Map.of()).getProperty("sslMode")).isEqualTo(sslMode);
    }

    @Test
    void theUrlOverridesTheSettingWhichOverridesTheDefault() {
        assertThat(properties("jdbc:mysql://db/db", Map.of("sslMode", "VERIFY_IDENTITY"))
                        .getProperty("sslMode"))
                .isEqualTo("VERIFY_IDENTITY");
        assertThat(properties("jdbc:mysql://db/db?sslMode=VERIFY_CA&socketTimeout=1", Map.of())
                        .stringPropertyNames())
                .doesNotContain("sslMode", "socketTimeout")
                .contains("connectTimeout");
    }

    @Test
    void doesNotRequestThePublicKeyOfARemoteServer() {
        assertThat(properties("jdbc:mysql://db/db", Map.of()).getProperty("allowPublicKeyRetrieval"))
                .isEqualTo("false");
    }
}
