package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node on whose machine no decoder can be started. */
class NoDecoderE2E {

    /** Heap for which no machine has addresses, so that a decoder ends before it is ready. */
    private static final String TOO_MUCH = "1000000TB";

    @Test
    void an_upload_is_unavailable_and_everything_else_is_served() {
        try (GatewayNode node = GatewayNode.besideShared(Map.of("IMAGE_DECODER_MEMORY", TOO_MUCH))) {
            Session ada = Person.signedIn(node.api(), "ada");
            Answer answer = ada.upload(new Multipart().file("image", "a.png", "image/png", Pictures.PNG));
            assertThat(answer.is(503).text("error", "type")).isEqualTo("Service Unavailable");
            assertThat(answer.header("Retry-After")).isNotEmpty();
            node.api().get("/health").send().is(200);
            ada.publish("Without pictures", "Text.");
        }
    }
}
