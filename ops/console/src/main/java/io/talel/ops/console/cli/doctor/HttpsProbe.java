package io.talel.ops.console.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Asks an address of HTTPS once, as any client does. */
record HttpsProbe(HttpClient client, Clock clock) {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int OK = 200;

    /** @param days how long the certificate has to last */
    List<Finding> ask(URI address, int days) throws InterruptedException {
        try {
            HttpResponse<InputStream> answer =
                    client.send(HttpRequest.newBuilder(address).timeout(TIMEOUT).build(), BodyHandlers.ofInputStream());
            // The time limit ends with the headers, and a body may never come.
            answer.body().close();
            return List.of(
                    answer(answer.statusCode()),
                    certificate(answer.sslSession().orElseThrow(), days).of("certificate"));
        } catch (IOException e) {
            return List.of(Finding.problem(e.toString(), "See docs/runbook.md#nonodes.")
                    .of("answer"));
        }
    }

    private static Finding answer(int status) {
        String found = "status " + status;
        Finding finding =
                status == OK ? Finding.ok(found) : Finding.problem(found, "See docs/runbook.md#requestsfail.");
        return finding.of("answer");
    }

    private Finding certificate(SSLSession session, int days) throws SSLPeerUnverifiedException {
        Instant end = ((X509Certificate) session.getPeerCertificates()[0])
                .getNotAfter()
                .toInstant();
        long left = Duration.between(clock.instant(), end).toDays();
        String found = "lasts for %d days".formatted(left);
        return left >= days ? Finding.ok(found) : Finding.problem(found, "See docs/runbook.md#certificateends.");
    }
}
