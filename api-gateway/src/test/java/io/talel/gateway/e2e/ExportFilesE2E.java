package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.Erasures.delete;
import static io.talel.gateway.e2e.Erasures.id;
import static io.talel.gateway.e2e.Erasures.image;
import static io.talel.gateway.e2e.Erasures.objects;
import static io.talel.gateway.e2e.Exports.export;
import static io.talel.gateway.e2e.Exports.exported;
import static io.talel.gateway.e2e.Exports.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.LocalS3;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** The files of an export, and how often they are to be had. */
class ExportFilesE2E {

    private final Api api = GatewayNode.shared().api();

    private final ApiSession ada = TestPerson.signedIn(api, "ada");

    @Test
    void an_export_holds_all_that_is_stored() {
        String slug = ada.publish("Hello", "As it *was*.");
        String image = image(ada);
        String file = image.substring(image.lastIndexOf('/') + 1);

        Map<String, byte[]> export = export(ada);

        assertThat(export.keySet())
                .containsExactlyInAnyOrder(
                        "account.json",
                        "events.json",
                        "sessions.json",
                        "security.json",
                        "articles.json",
                        "articles/" + slug + ".md",
                        "images.json",
                        "images/" + file);
        assertThat(export.get("articles/" + slug + ".md")).asString(UTF_8).isEqualTo("As it *was*.");
        assertThat(json(export, "account.json").at("/account/email").asString())
                .isEqualTo(ada.person().email());
        assertThat(json(export, "events.json").at("/0/name").asString()).isEqualTo("UserRegistered");
        assertThat(json(export, "events.json").at("/0/event/email").asString())
                .isEqualTo(ada.person().email());
        assertThat(json(export, "sessions.json").path("sessions").size()).isEqualTo(1);
        assertThat(json(export, "articles.json").at("/0/slug").asString()).isEqualTo(slug);
        assertThat(json(export, "images.json").at("/0/file").asString()).isEqualTo(file);
        assertThat(json(export, "images.json").at("/0/missing").asBoolean()).isFalse();

        objects(GatewayNode.shared(), id(ada)).forEach(key -> GatewayNode.shared()
                .bean("s3Client", S3Client.class)
                .deleteObject(delete -> delete.bucket(LocalS3.CONTENT_BUCKET).key(key)));
        Map<String, byte[]> without = export(ada);
        assertThat(without).doesNotContainKey("images/" + file);
        assertThat(json(without, "images.json").at("/0/missing").asBoolean()).isTrue();
    }

    @Test
    void an_export_is_not_to_be_had_all_the_time_or_without_a_token() {
        api.get("/accounts/me/export").send().isForbidden("No authorization header provided");
        for (int i = 0; i < 5; i++) {
            exported(ada).is(200);
        }
        exported(ada).is(429);
    }
}
