package io.talel.gateway.article.bulk.source;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.archive.Unreadable;
import io.talel.gateway.article.bulk.archive.ZipFiles;
import io.talel.gateway.article.bulk.archive.Zips;
import io.talel.gateway.article.bulk.source.SourceEntry.Broken;
import io.talel.gateway.article.bulk.source.SourceEntry.Other;
import io.talel.gateway.article.bulk.source.SourceEntry.Passed;
import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is read of an upload, for as long as the test looks at it. */
record Read(SourceFormat format, List<SourceEntry> entries) {

    private static final long MAX = 1L << 28;

    /** Detects the format. */
    static Read zip(Map<String, ?> files) {
        return upload(Zips.of(files));
    }

    static Read upload(byte[] upload) {
        List<SourceEntry> entries = new ArrayList<>();
        return new Read(read(upload, entries::add), entries);
    }

    /** Fails if anything of the upload is imported. */
    static void assertRefused(byte[] upload, String reason) {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> read(upload, entry -> fail("imported " + entry)))
                .withMessage(reason);
    }

    private static SourceFormat read(byte[] upload, Source.Taker taker) {
        try {
            Path file = Files.createTempFile("talelio-", ".upload");
            file.toFile().deleteOnExit();
            Files.write(file, upload);
            SourceFiles files = ZipFiles.open(file, MAX);
            SourceFormat format = SourceFormat.of("auto", files);
            format.source("https://api.example.org").read(files, taker);
            return format;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Post post(int number) {
        return (Post) entries.get(number);
    }

    List<Post> posts() {
        return entries.stream()
                .filter(Post.class::isInstance)
                .map(Post.class::cast)
                .toList();
    }

    /** Path and reason of what is not imported. */
    List<String> others() {
        return entries.stream()
                .map(entry -> switch (entry) {
                    case Post _ -> "";
                    case Passed passed -> passed.path() + " " + passed.reason();
                    case Other other -> other.type() + ": " + other.reason();
                    case Broken broken -> broken.path() + " " + broken.reason();
                })
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
