package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.BulkFiles.count;
import static io.talel.gateway.e2e.BulkFiles.imported;
import static io.talel.gateway.e2e.BulkFiles.reasons;
import static io.talel.gateway.e2e.BulkFiles.results;
import static io.talel.gateway.e2e.BulkFiles.send;
import static io.talel.gateway.e2e.Erasures.id;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.article.bulk.archive.Zips;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.crypto.ImportedIds;
import io.talel.kernel.article.ArticleCommand.ImportOwnArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.image.ImageCommand.NewImage;
import io.talel.kernel.image.ImageCommand.UploadImages;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageFormat;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.image.StoredImage;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Imports of posts that were imported before, of pictures that several posts show, and of numbers that others have taken. */
class RepeatedImportE2E {

    private static final Api API = GatewayNode.shared().api();
    private static final Instant THEN = Instant.parse("2020-02-20T20:20:00Z");

    private final ApiSession ada = TestPerson.signedIn(API, "ada");
    private final String name = "again-" + ada.person().username();
    private final String path = "_posts/2020-02-29-" + name + ".md";

    @Test
    void what_was_damaged_on_the_way_is_imported_from_the_whole_file() throws IOException {
        byte[] picture = (new String(Pictures.PNG, ISO_8859_1) + "right").getBytes(ISO_8859_1);
        Map<String, Object> site = Map.of(
                "_posts/2020-02-29-" + name + "-a.md",
                "---\ntitle: A\n---\n![a](../a.png)",
                "a.png",
                picture,
                "_posts/2020-02-29-" + name + "-b.md",
                "---\ntitle: B\n---\nright",
                "_posts/2020-02-29-" + name + "-c.md",
                "---\ntitle: C\n---\nC");

        JsonNode damaged = imported(ada, Zips.falsified(site, "right", "wrong"));

        assertThat(count(damaged, "created")).as(damaged.toString()).isEqualTo(1);
        assertThat(reasons(damaged))
                .contains(
                        "_posts/2020-02-29-" + name + "-a.md has a picture that is damaged",
                        "_posts/2020-02-29-" + name + "-b.md is damaged");
        assertThat(count(damaged, "new_images")).isZero();
        API.get(Paths.article(name + "-b")).send().is(404);
        JsonNode whole = imported(ada, site);
        assertThat(count(whole, "created")).as(whole.toString()).isEqualTo(2);
        assertThat(count(whole, "unchanged")).isEqualTo(1);
    }

    @Test
    void the_report_says_how_an_earlier_import_can_be_put_right() {
        Map<String, String> site = Map.of(path, "---\ntitle: Leap\n---\nText");
        imported(ada, site);
        assertThat(reasons(imported(ada, Map.of(path, "---\ntitle: Leap\n---\nMore"))))
                .containsExactly(path + " was imported before with another text; edit that article");
        ada.request("DELETE", Paths.article(name)).send().is(204);

        JsonNode report = imported(ada, site);

        assertThat(results(report)).containsExactly(path + " skipped " + name);
        assertThat(reasons(report)).containsExactly(path + " is in the trash here; restore it");
    }

    /** What is unpacked is bounded: at most two of these pictures, and one file that is none. */
    @Test
    void a_picture_is_unpacked_once_to_find_it_and_once_to_take_it_in_however_often_it_is_shown() {
        String text = "---\ntitle: Leap\n---\n" + "![a](../a.png) ![b](../b.png)\n".repeat(20);
        byte[] zip = Zips.of(Map.of(
                path,
                text,
                "_posts/2020-02-28-other-" + name + ".md",
                text,
                "a.png",
                Pictures.noise(300, 300),
                "b.png",
                "no picture".repeat(10_000)));
        try (GatewayNode small = GatewayNode.besideShared(Map.of("IMPORT_MAX_UNPACKED", "1MB"))) {
            JsonNode report =
                    send(ada.at(small.api()), "format=auto", zip).is(200).json();

            assertThat(count(report, "created")).as(report.toString()).isEqualTo(2);
            assertThat(count(report, "new_images")).isEqualTo(1);
            report.path("entries")
                    .forEach(entry -> assertThat(entry.path("remarks").size()).isEqualTo(1));
        }
    }

    @Test
    void numbers_that_somebody_else_has_taken_harm_nobody() {
        Commands commands = GatewayNode.shared().bean("commands", Commands.class);
        ApiSession bob = TestPerson.signedIn(API, "bob");
        commands.record(
                id(bob),
                new ImportOwnArticle(
                        new ArticleId(ImportedIds.of(id(ada).toString(), "2020-02-29-" + name + ".md 2020-02-29")),
                        id(bob),
                        new Slug("taken-" + name),
                        ArticleContent.of(new Title("Taken"), new Markdown("Text")),
                        false,
                        THEN,
                        THEN));
        commands.send(
                id(bob),
                new UploadImages(
                        id(bob),
                        List.of(new NewImage(
                                new ImageId(ImportedIds.of(id(ada).toString(), "image " + sha256(Pictures.PNG))),
                                new ImageFileName("taken_1.png"),
                                new StoredImage("taken/" + name, ImageFormat.PNG, 1, "0a".repeat(32), 1, 1)))));
        Map<String, Object> site = Map.of(path, "---\ntitle: Leap\n---\n![a](../a.png)", "a.png", Pictures.PNG);

        JsonNode report = imported(ada, site);

        assertThat(results(report)).containsExactly(path + " created " + name);
        assertThat(count(report, "new_images")).isEqualTo(1);
        JsonNode again = imported(ada, site);
        assertThat(results(again)).containsExactly(path + " unchanged " + name);
        assertThat(count(again, "new_images")).isZero();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
