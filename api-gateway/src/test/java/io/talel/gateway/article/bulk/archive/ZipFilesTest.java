package io.talel.gateway.article.bulk.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipFilesTest {

    private static final int MIB = 1024 * 1024;

    @TempDir
    private Path directory;

    @Test
    void the_folder_that_all_files_lie_in_does_not_count_and_neither_does_clutter() throws IOException {
        byte[] zip = Zips.of(Map.of("site/b.md", "B", "site/a/c.md", "C", "site/.git/x.md", "", "__MACOSX/b.md", ""));
        try (SourceFiles files = open(zip)) {
            assertThat(files.names()).containsExactly("a/c.md", "b.md");
            assertThat(files.text("b.md", 1)).isEqualTo("B");
            assertThat(files.has("a")).isFalse();
        }
    }

    @Test
    void names_that_lead_out_of_the_archive_are_told_and_not_used() throws IOException {
        byte[] zip = Zips.of(Map.of(
                "../up.md",
                "",
                "/root.md",
                "",
                "a\\b.md",
                "",
                "C:/x.md",
                "",
                "a/../../up.md",
                "",
                "a/./b.md",
                "",
                "ok.md",
                ""));
        try (SourceFiles files = open(zip)) {
            assertThat(files.names()).containsExactly("ok.md");
            assertThat(files.unsafeNames()).hasSize(6);
            assertThat(files.has("../up.md")).isFalse();
        }
    }

    @Test
    void of_a_name_that_is_too_long_the_beginning_is_told() throws IOException {
        try (SourceFiles files =
                open(Zips.of(Map.of("a".repeat(99) + "\uD83D\uDE80".repeat(5_000), "", "ok.md", "")))) {
            assertThat(files.unsafeNames()).containsExactly("a".repeat(99) + "\uD83D\uDE80…");
        }
    }

    @Test
    void a_file_that_is_longer_than_it_may_be_is_not_read_to_its_end() throws IOException {
        try (SourceFiles files =
                open(Zips.of(Map.of("bomb.md", new byte[64 * MIB], "latin.md", new byte[] {'a', (byte) 0xFC})))) {
            assertUnreadable(() -> files.text("bomb.md", 1024));
            assertUnreadable(() -> files.text("latin.md", 1024));
        }
    }

    @Test
    void all_that_is_read_of_an_archive_is_bounded_too() throws IOException {
        try (SourceFiles files = open(Zips.of(Map.of("a.md", new byte[6 * MIB], "b.md", new byte[6 * MIB])))) {
            assertThat(files.text("a.md", 6 * MIB)).hasSize(6 * MIB);
            assertUnreadable(() -> files.text("b.md", 6 * MIB));
        }
    }

    @Test
    void names_may_be_in_the_character_set_of_old_windows() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, Charset.forName("IBM437"))) {
            zip.putNextEntry(new ZipEntry("\u00FCber.md"));
        }
        try (SourceFiles files = open(bytes.toByteArray())) {
            assertThat(files.names()).containsExactly("\u00FCber.md");
        }
    }

    /** As macOS writes them: the accent is a character of its own. */
    @Test
    void names_with_accents_are_found_however_they_are_written() throws IOException {
        try (SourceFiles files = open(Zips.of(Map.of("u\u0308ber/u\u0308bung.png", "x", "u\u0308ber/a.md", "Text")))) {
            assertThat(files.names()).containsExactly("a.md", "\u00FCbung.png");
            assertThat(files.has(EntryNames.resolve("", "u%CC%88bung.png").orElseThrow()))
                    .isTrue();
            assertThat(files.text("\u00FCbung.png", 1)).isEqualTo("x");
        }
    }

    @Test
    void of_two_names_that_differ_in_their_composition_only_none_is_lost() throws IOException {
        try (SourceFiles files = open(Zips.of(Map.of("u\u0308.md", "decomposed", "\u00FC.md", "composed")))) {
            assertThat(files.names()).containsExactly("u\u0308.md", "\u00FC.md");
            assertThat(files.text("u\u0308.md", 100)).isEqualTo("decomposed");
            assertThat(files.text("\u00FC.md", 100)).isEqualTo("composed");
        }
    }

    @Test
    void a_comment_does_not_hide_the_directory() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, UTF_8)) {
            zip.setComment("0f3c9a PK\5\6");
            zip.putNextEntry(new ZipEntry("a.md"));
        }
        try (SourceFiles files = open(bytes.toByteArray())) {
            assertThat(files.names()).containsExactly("a.md");
        }
    }

    @Test
    void a_directory_that_is_too_long_is_refused_before_it_is_read() {
        Map<String, String> many = IntStream.rangeClosed(0, ZipDirectory.MAX_FILES)
                .boxed()
                .collect(Collectors.toMap(number -> number + ".md", _ -> ""));
        byte[] zip = Zips.of(Map.of("a.md", ""));
        int end = zip.length - 22;
        byte[] lying = Zips.of(many);
        for (byte[] tooLong : List.of(
                Zips.of(many),
                with(with(lying, lying.length - 14, (short) 1), lying.length - 12, (short) 1),
                with(zip, end + 10, (short) 0xFFFF),
                with(zip, end + 14, (short) 0x100))) {
            assertThatExceptionOfType(Unreadable.class)
                    .isThrownBy(() -> open(tooLong))
                    .withMessageContaining("more than 20000 files");
        }
    }

    @Test
    void what_is_no_zip_or_a_cut_off_one_is_refused() throws IOException {
        byte[] zip = Zips.of(Map.of("a.md", "A", "b.md", "B"));
        assertUnreadable(() -> open(new byte[0]));
        assertUnreadable(() -> open(new byte[100]));
        assertUnreadable(() -> open(Arrays.copyOf(zip, zip.length / 2)));
        byte[] damaged = with(zip, zip.length - 6, (short) 0x7FFF);
        assertUnreadable(() -> open(damaged));
    }

    @Test
    void a_damaged_file_is_no_harm_to_others() throws IOException {
        byte[] zip = Zips.of(Map.of("a.md", "A"));
        zip[30 + 4] ^= 0x55;
        try (SourceFiles files = open(zip)) {
            assertUnreadable(() -> files.text("a.md", 10));
        }
    }

    @Test
    void a_file_whose_bytes_differ_from_its_checksum_is_damaged_and_others_are_not() throws IOException {
        try (SourceFiles files = open(Zips.falsified(Map.of("a.md", "right", "b.md", "left"), "right", "wrong"))) {
            assertUnreadable(() -> files.text("a.md", 5));
            assertThat(files.text("b.md", 4)).isEqualTo("left");
        }
    }

    @Test
    void what_is_passed_over_counts_for_the_checksum() throws IOException {
        try (SourceFiles files = open(Zips.of(Map.of("a.md", "right")));
                InputStream in = files.open("a.md")) {
            assertThat(in.skip(2)).isEqualTo(2);
            assertThat(in.readAllBytes()).hasSize(3);
        }
    }

    @Test
    void one_file_is_told_by_its_beginning() throws IOException {
        try (SourceFiles json = open("\uFEFF\n {}".getBytes(UTF_8));
                InputStream in = json.open(json.names().getFirst())) {
            assertThat(json.names()).containsExactly("upload.json");
            assertThat(in.readAllBytes()).hasSize(7);
        }
        try (SourceFiles xml = open("<?xml version='1.0'?>".getBytes(UTF_8))) {
            assertThat(xml.names()).containsExactly("upload.xml");
        }
    }

    private SourceFiles open(byte[] upload) throws IOException {
        Path file = directory.resolve("upload");
        Files.write(file, upload);
        return ZipFiles.open(file, 10L * MIB);
    }

    private static byte[] with(byte[] zip, int at, short value) {
        byte[] changed = zip.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putShort(at, value);
        return changed;
    }

    private static void assertUnreadable(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        assertThatExceptionOfType(Unreadable.class).isThrownBy(reading);
    }
}
