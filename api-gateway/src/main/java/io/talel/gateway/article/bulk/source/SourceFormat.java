package io.talel.gateway.article.bulk.source;

import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.archive.Unreadable;
import io.talel.kernel.InvalidValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The formats that are understood. */
public enum SourceFormat {
    TALELIO(TalelioPosts::new),
    GHOST(_ -> new GhostPosts()),
    WORDPRESS(_ -> new WordPressPosts()),
    HUGO(_ -> new HugoPosts()),
    JEKYLL(_ -> new JekyllPosts());

    private static final String AUTO = "auto";

    private final Function<String, Source> source;

    SourceFormat(Function<String, Source> source) {
        this.source = source;
    }

    /** @param api address of this API; tells own exports from exports of other systems */
    public Source source(String api) {
        return source.apply(api);
    }

    /** As clients write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param wanted what the client says; {@code auto} detects the format
     * @throws Unreadable if nothing in the files can be imported
     */
    public static SourceFormat of(String wanted, SourceFiles files) {
        return wanted.equals(AUTO)
                ? detected(files)
                : Arrays.stream(values())
                        .filter(format -> format.label().equals(wanted))
                        .findFirst()
                        .orElseThrow(() ->
                                new InvalidValue("format", "must be auto, talelio, ghost, wordpress, hugo or jekyll"));
    }

    private static SourceFormat detected(SourceFiles files) {
        List<String> names = files.names();
        if (files.has(TalelioPosts.MANIFEST)) {
            return TALELIO;
        }
        if (names.stream().anyMatch(JekyllPosts::isInPosts)
                || (names.stream().anyMatch(JekyllPosts::isDated)
                        && names.stream().noneMatch(HugoPosts::isOfHugo))) {
            return JEKYLL;
        }
        if (names.stream().anyMatch(MarkdownPosts::isMarkdown)) {
            return HUGO;
        }
        if (names.stream().anyMatch(name -> name.endsWith(".json"))) {
            return GHOST;
        }
        if (names.stream().anyMatch(name -> name.endsWith(".xml"))) {
            return WORDPRESS;
        }
        throw new Unreadable("holds nothing that can be imported");
    }
}
