package io.talel.gateway.article.bulk.source;

import io.talel.gateway.article.bulk.archive.EntryNames;
import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.archive.Unreadable;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The sections and the bundles around the posts of a site of Hugo. Reads each section once. */
final class HugoTree {

    private static final String SECTION = "_index";

    /** The file of a post that has a folder of its own, perhaps with a language. */
    private static final Pattern BUNDLE =
            Pattern.compile("^index(\\.[A-Za-z-]+)?\\.(md|markdown|html?|adoc|org|rst|pandoc)$");

    /** The beginning of front matter in JSON or Org, which is not read. */
    private static final Pattern OF_ANOTHER_FORMAT = Pattern.compile("^\\s*(\\{|#\\+)");

    private final SourceFiles files;
    private final List<String> sections;
    private final List<String> bundles;
    private final Map<String, Set<HiddenPostRule>> hidings = new HashMap<>();
    private final Map<String, Set<HiddenPostRule>> passedDown = new HashMap<>();

    /** @param root the folder of the content, with a {@code /} at its end, or empty; it is no bundle */
    HugoTree(SourceFiles files, String root) {
        this.files = files;
        this.sections = files.names().stream().filter(HugoTree::isSection).toList();
        this.bundles = files.names().stream()
                .filter(HugoTree::isOfBundle)
                .map(HugoTree::folder)
                .filter(folder -> !folder.equals(root))
                .distinct()
                .toList();
    }

    static boolean isSection(String name) {
        return EntryNames.last(name).startsWith(SECTION);
    }

    private static boolean isOfBundle(String name) {
        return BUNDLE.matcher(EntryNames.last(name)).matches();
    }

    /** With a {@code /} at its end, or empty. */
    private static String folder(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    /** Whether the file belongs to a post that has a folder of its own: it has no page then. */
    boolean isWithinBundle(String name) {
        return bundles.stream()
                .anyMatch(bundle -> name.startsWith(bundle)
                        && !(isOfBundle(name) && folder(name).equals(bundle)));
    }

    /**
     * How the sections around a post hide it: by {@code cascade}, if any part of it would for any target, or as drafts.
     *
     * @throws Unreadable if one of the sections cannot be read
     */
    Set<HiddenPostRule> passedDownTo(String post) {
        return passedDown.computeIfAbsent(folder(post), folder -> {
            Set<HiddenPostRule> all = EnumSet.noneOf(HiddenPostRule.class);
            sections.stream()
                    .filter(section -> folder.startsWith(folder(section)))
                    .forEach(section -> all.addAll(hiding(section)));
            return all;
        });
    }

    private Set<HiddenPostRule> hiding(String section) {
        Set<HiddenPostRule> known = hidings.get(section);
        if (known == null) {
            known = read(section);
            hidings.put(section, known);
        }
        return known;
    }

    private Set<HiddenPostRule> read(String section) {
        try {
            String text = files.text(section, MarkdownPosts.MAX_BYTES);
            if (OF_ANOTHER_FORMAT.matcher(text).lookingAt()) {
                throw new Unreadable("has front matter that is neither YAML nor TOML");
            }
            Set<HiddenPostRule> all = EnumSet.noneOf(HiddenPostRule.class);
            FrontMatter matter = FrontMatter.of(text).orElse(FrontMatter.NONE);
            matter.maps("cascade").forEach(part -> all.addAll(HiddenPostRule.in(part)));
            if (HiddenPostRule.in(matter).contains(HiddenPostRule.DRAFT)) {
                all.add(HiddenPostRule.DRAFT);
            }
            return all;
        } catch (Unreadable e) {
            throw new Unreadable("is in a section whose " + section + " " + e.reason());
        }
    }
}
