package io.talel.gateway.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RevocableOutputTest {

    @Test
    void what_comes_in_time_is_written_and_what_comes_later_is_not() throws IOException {
        AtomicBoolean over = new AtomicBoolean();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RevocableOutput until = new RevocableOutput(out, over::get)) {
            until.write(new byte[] {1, 2, 3});
            until.write(4);
            over.set(true);

            assertThatExceptionOfType(IOException.class).isThrownBy(() -> until.write(5));
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> until.write(new byte[] {6}));
        }
        assertThat(out.toByteArray()).containsExactly(1, 2, 3, 4);
    }
}
