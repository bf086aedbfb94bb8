package io.talel.markdown;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A source and what the replaced service made of it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Sample(
        String name,
        String body,
        String html,
        @JsonProperty("table_of_contents") String tableOfContents) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The documents that were recorded from the replaced service. */
    static Stream<Sample> corpus() {
        try (Stream<Path> files = Files.list(resource("corpus"))) {
            return files
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> read(file, Sample.class))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Small documents of every kind, with what python-markdown 3.7 and the service's settings make of them. */
    static Stream<Sample> behaviour() {
        return Arrays.stream(read(resource("behaviour.json"), Sample[].class));
    }

    static String text(String file) {
        try {
            return Files.readString(resource(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hostile sources, one a line; {@code \n} stands for a line break. */
    static List<String> hostile(String file) {
        return text(file).lines().map(line -> line.replace("\\n", "\n")).toList();
    }

    private static <T> T read(Path file, Class<T> type) {
        try {
            return JSON.readValue(file.toFile(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path resource(String name) {
        URL url = Objects.requireNonNull(Sample.class.getResource("/markdown/" + name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
