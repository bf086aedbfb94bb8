package io.talel.gateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** People leave, and take with them what is stored about them. */
class ErasureE2E {

    private final GatewayNode node = GatewayNode.shared();
    private final Api api = node.api();
    private final Session ada = Person.signedIn(api, "ada");

    @Test
    void who_leaves_is_gone_at_once_and_their_names_are_free() {
        delete(ada, "keep").is(200);

        api.get("/accounts/me").token(ada.accessToken()).send().is(403);
        ada.refresh().is(401);
        api.get("/users/" + ada.person().username()).send().is(404);
        api.post("/accounts/login")
                .json(Map.of(
                        "email", ada.person().email(), "password", ada.person().password()))
                .send()
                .is(401);
        api.post("/accounts/register")
                .json(Map.of(
                        "email",
                        ada.person().email(),
                        "username",
                        ada.person().username(),
                        "password",
                        ada.person().password()))
                .send()
                .is(201);
    }

    @Test
    void articles_are_kept_under_no_name_or_removed_and_images_go_in_either_case() {
        Session bob = Person.signedIn(api, "bob");
        String kept = ada.publish("Kept", "As it was.");
        String removed = bob.publish("Removed", "As it was.");
        String image = image(ada);

        delete(ada, "keep").is(200);
        delete(bob, "remove").is(200);

        assertThat(api.get("/articles/" + kept).send().is(200).text("user", "username"))
                .isEqualTo("deleted user");
        api.follow(image).is(404);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> api.get("/articles/" + removed).send().is(404));
        api.get("/articles/" + kept).send().is(200);
    }

    @Test
    void it_takes_the_password_and_a_choice() {
        api.request("DELETE", "/accounts/me")
                .token(ada.accessToken())
                .json(Map.of("password", "another one", "articles", "keep"))
                .send()
                .isError(401, "Unauthorized", "Invalid password");
        delete(ada, "burn").isBadRequestNaming("articles");
        api.request("DELETE", "/accounts/me")
                .json(Map.of("password", ada.person().password(), "articles", "keep"))
                .send()
                .isForbidden("No authorization header provided");
        api.get("/accounts/me").token(ada.accessToken()).send().is(200);
    }

    @Test
    void an_export_holds_all_that_is_stored() {
        String slug = ada.publish("Hello", "As it *was*.");
        String image = image(ada);

        Map<String, byte[]> export = export(ada);

        assertThat(export.keySet())
                .containsExactlyInAnyOrder(
                        "account.json",
                        "events.json",
                        "sessions.json",
                        "articles.json",
                        "articles/" + slug + ".md",
                        "images/" + image.substring(image.lastIndexOf('/') + 1));
        assertThat(export.get("articles/" + slug + ".md")).asString(UTF_8).isEqualTo("As it *was*.");
        assertThat(json(export, "account.json").at("/account/email").asString())
                .isEqualTo(ada.person().email());
        assertThat(json(export, "events.json").at("/0/name").asString()).isEqualTo("UserRegistered");
        assertThat(json(export, "events.json").at("/0/event/email").asString())
                .isEqualTo(ada.person().email());
        assertThat(json(export, "sessions.json").path("sessions").size()).isEqualTo(1);
        assertThat(json(export, "articles.json").at("/0/slug").asString()).isEqualTo(slug);
    }

    @Test
    void an_export_is_not_to_be_had_all_the_time_or_without_a_token() {
        api.get("/accounts/me/export").send().isForbidden("No authorization header provided");
        for (int i = 0; i < 5; i++) {
            exported(ada).is(200);
        }
        exported(ada).is(429);
    }

    private Answer delete(Session of, String articles) {
        return api.request("DELETE", "/accounts/me")
                .token(of.accessToken())
                .json(Map.of("password", of.person().password(), "articles", articles))
                .send();
    }

    private Answer exported(Session of) {
        return api.get("/accounts/me/export").token(of.accessToken()).send();
    }

    private Map<String, byte[]> export(Session of) {
        Answer answer = exported(of).is(200);
        assertThat(answer.header("Content-Disposition")).startsWith("attachment");
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    private static JsonNode json(Map<String, byte[]> export, String name) {
        return Api.JSON.readTree(export.get(name));
    }

    private static String image(Session of) {
        return of.upload(new Multipart().file("image", "Ada.png", "image/png", Pictures.PNG))
                .is(200)
                .json()
                .at("/image_objects_urls/0")
                .asString();
    }
}
