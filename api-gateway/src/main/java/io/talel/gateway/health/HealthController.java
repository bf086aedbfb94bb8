package io.talel.gateway.health;

import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers that the process serves, whatever the state of its stores; the readiness on the management port reports these. */
@RestController
class HealthController {

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    @GetMapping("/health")
    ResponseEntity<byte[]> health() {
        return ResponseEntity.ok().contentType(TEXT).body("👍".getBytes(StandardCharsets.UTF_8));
    }
}
