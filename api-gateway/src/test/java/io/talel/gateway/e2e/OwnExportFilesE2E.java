package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.BulkFiles.count;
import static io.talel.gateway.e2e.BulkFiles.exported;
import static io.talel.gateway.e2e.BulkFiles.files;
import static io.talel.gateway.e2e.BulkFiles.imported;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.article.bulk.archive.Zips;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The files of an export of articles: every system can unpack them, and some of them can be imported without the others. */
@Tag("port")
class OwnExportFilesE2E {

    /** What the file systems of Linux take. */
    private static final int LONGEST_NAME = 255;

    private static final Api API = GatewayNode.shared().api();

    private final ApiSession ada = TestPerson.signedIn(API, "ada");

    @Test
    void the_longest_slug_and_the_longest_name_of_a_picture_are_unpacked_and_imported_again() {
        String image = image("\u5199".repeat(100), 12);
        String slug = ada.publish("\u5199".repeat(255), "![a](" + image + ")");

        byte[] export = exported(ada);

        assertThat(files(export).keySet())
                .hasSize(3)
                .allMatch(name -> name.substring(name.indexOf('/') + 1).getBytes(UTF_8).length <= LONGEST_NAME);
        assertThat(files(export).values())
                .anyMatch(post -> post.contains("slug: \"" + slug + "\"") && post.contains("(../images/"));
        assertThat(count(imported(ada, export), "unchanged")).isEqualTo(1);
        ApiSession bob = TestPerson.signedIn(API, "bob");
        JsonNode report = imported(bob, export);
        assertThat(count(report, "created")).as(report.toString()).isEqualTo(1);
        assertThat(API.get(Paths.article(report.at("/entries/0/slug").asString()))
                        .send()
                        .is(200)
                        .text("article", "html"))
                .contains("/users/" + bob.person().username() + "/images/");
    }

    @Test
    void an_export_that_is_too_large_for_an_import_is_imported_in_parts() throws IOException {
        String first = ada.publish("First", "![a](" + image("one", 10) + ")");
        String second = ada.publish("Second", "![a](" + image("two", 11) + ")");
        byte[] export = exported(ada);
        ApiSession bob = TestPerson.signedIn(API, "bob");

        JsonNode one = imported(bob, part(export, name -> name.contains(first) || name.contains("one")));
        JsonNode two = imported(bob, part(export, name -> name.contains(second) || name.contains("two")));

        for (JsonNode report : new JsonNode[] {one, two}) {
            assertThat(count(report, "created")).as(report.toString()).isEqualTo(1);
            assertThat(count(report, "new_images")).isEqualTo(1);
        }
        assertThat(count(imported(bob, export), "unchanged")).isEqualTo(2);
    }

    /** @param size of the picture, so that each has other bytes */
    private String image(String name, int size) {
        return ada.upload(new Multipart().file("image", name + ".png", "image/png", Pictures.noise(size, size)))
                .is(200)
                .json()
                .at("/image_objects_urls/0")
                .asString();
    }

    private static byte[] part(byte[] export, Predicate<String> names) throws IOException {
        Map<String, byte[]> part = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(export))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("talelio.json") || names.test(entry.getName())) {
                    part.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return Zips.of(part);
    }
}
