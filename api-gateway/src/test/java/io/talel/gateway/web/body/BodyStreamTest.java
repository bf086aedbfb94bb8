package io.talel.gateway.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.gateway.web.HttpRefusal;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;

class BodyStreamTest {

    private static final int LIMIT = 100;
    private static final int UNKNOWN = -1;

    @Test
    void a_body_of_the_limit_is_read() throws IOException {
        assertThat(input(LIMIT, bytes(LIMIT)).readAllBytes()).hasSize(LIMIT);
        assertThat(input(UNKNOWN, bytes(LIMIT)).readAllBytes()).hasSize(LIMIT);
        BodyStream single = input(UNKNOWN, bytes(1));
        assertThat(single.read()).isZero();
        assertThat(single.read()).isNegative();
    }

    @Test
    void a_body_that_announces_more_is_refused_unread() {
        assertRefused(() -> input(LIMIT + 1, failing(new IOException("read"))), HttpStatus.CONTENT_TOO_LARGE);
    }

    @Test
    void a_body_of_unknown_length_is_refused_when_it_passes_the_limit() {
        InputStream endless = new SequenceInputStream(bytes(LIMIT + 1), failing(new IOException("read on")));
        assertRefused(() -> input(UNKNOWN, endless).readAllBytes(), HttpStatus.CONTENT_TOO_LARGE);
    }

    @Test
    void a_body_that_stops_coming_is_late() {
        InputStream silent = new SequenceInputStream(bytes(1), failing(new SocketTimeoutException()));
        assertRefused(() -> input(LIMIT, silent).readAllBytes(), HttpStatus.REQUEST_TIMEOUT);
    }

    @Test
    void a_body_that_breaks_off_is_a_mistake_of_the_client() {
        InputStream brokenOff = new SequenceInputStream(bytes(1), failing(new IOException("reset")));
        assertRefused(() -> input(LIMIT, brokenOff).readAllBytes(), HttpStatus.BAD_REQUEST);
    }

    private static void assertRefused(ThrowingCallable reading, HttpStatus status) {
        assertThatExceptionOfType(HttpRefusal.class)
                .isThrownBy(reading)
                .extracting(HttpRefusal::status)
                .isEqualTo(status);
    }

    private static InputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    private static InputStream failing(IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        };
    }

    private static BodyStream input(long announced, InputStream body) {
        MockHttpServletRequest request = new MockHttpServletRequest() {
            @Override
            public long getContentLengthLong() {
                return announced;
            }

            @Override
            public ServletInputStream getInputStream() {
                return new DelegatingServletInputStream(body);
            }
        };
        return BodyStream.of(request, LIMIT, () -> new HttpRefusal(HttpStatus.CONTENT_TOO_LARGE, "Too large"));
    }
}
