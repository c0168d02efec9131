package dev.sigilo.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    @Test
    void isHeldByOneAtATime(@TempDir Path folder) {
        try (DirectoryLock lock = DirectoryLock.take(folder)) {
            assertThat(lock.holding(() -> "done")).isEqualTo("done");
            assertThatThrownBy(() -> DirectoryLock.take(folder))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("another process is starting or stopping the stack");
        }
        DirectoryLock.take(folder).close();
    }
}
