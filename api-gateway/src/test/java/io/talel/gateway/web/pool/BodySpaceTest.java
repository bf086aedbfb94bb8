package io.talel.gateway.web.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talel.gateway.web.HttpRefusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;

@ExtendWith(OutputCaptureExtension.class)
class BodySpaceTest {

    private static final int KIB = 1024;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final BodySpace space = new BodySpace(TestPeers::fast, () -> 100 * KIB, 0, Duration.ofMillis(200), meters);

    @Test
    void an_account_gets_half_and_the_metrics_tell_what_is_free_and_who_was_refused() {
        try (FairPool.Share _ = space.take(requestOf("1"), 30 * KIB, 0)) {
            assertThatExceptionOfType(HttpRefusal.class).isThrownBy(() -> space.take(requestOf("1"), 30 * KIB, 0));
            space.take(requestOf("2"), 60 * KIB, 0).close();
            assertThat(meters.get("talelio.body.space.free.bytes").gauge().value())
                    .isEqualTo(70 * KIB);
            assertThat(meters.get("talelio.body.space.refused").counter().count())
                    .isEqualTo(1);
        }
    }

    @Test
    void a_body_that_outgrows_the_space_is_refused_and_counted() {
        try (FairPool.Share share = space.take(requestOf("1"), 60 * KIB, 0)) {
            space.resize(share, 90 * KIB, 0);
            assertThatExceptionOfType(HttpRefusal.class).isThrownBy(() -> space.resize(share, 101 * KIB, 0));
        }
        assertThat(meters.get("talelio.body.space.refused").counter().count()).isEqualTo(1);
    }

    @Test
    void too_little_space_is_told_at_the_start(CapturedOutput output) {
        space.expect(100 * KIB, 0);
        assertThat(output).doesNotContain("wait for each other");
        space.expect(100 * KIB + 1, 0);
        assertThat(output).contains("Bodies of up to 102401 bytes share 102400 bytes");
    }

    private static MockHttpServletRequest requestOf(String account) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        BodySpace.setOwner(request, account);
        return request;
    }
}
