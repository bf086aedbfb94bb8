package io.talel.gateway.article.bulk.source;

import io.talel.gateway.article.bulk.archive.Unreadable;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How front matter hides a post of Hugo or Jekyll, by the fields that their documents name. */
enum HiddenPostRule {
    DRAFT("", matter -> matter.is("draft", true) || matter.is("published", false), "draft"),
    HEADLESS(HiddenPostRule.NO_PAGE, matter -> matter.is("headless", true), "headless"),
    NOT_RENDERED(HiddenPostRule.NO_PAGE, matter -> isOff(matter, "render"), "build", "_build"),
    NOT_LISTED(HiddenPostRule.NO_LIST, matter -> isOff(matter, "list"), "build", "_build"),
    HIDDEN(HiddenPostRule.NO_LIST, matter -> matter.is("hidden", true), "hidden"),
    EXPIRING(
            "Its site shows it for a time only: it becomes a draft",
            HiddenPostRule::expires,
            "expirydate",
            "unpublishdate");

    private static final String NO_PAGE = "Its site has no page for it: it becomes a draft";
    private static final String NO_LIST = "No list of its site shows it: it becomes a draft";

    /** Hugo takes a time before it for none. */
    private static final Instant FIRST_EXPIRY = Instant.parse("0001-01-02T00:00:00Z");

    private final String remark;
    private final Predicate<FrontMatter> hides;
    private final Set<String> fields;

    HiddenPostRule(String remark, Predicate<FrontMatter> hides, String... fields) {
        this.remark = remark;
        this.hides = hides;
        this.fields = Set.of(fields);
    }

    /** @throws Unreadable if a date cannot be read */
    static Set<HiddenPostRule> in(FrontMatter matter) {
        return Arrays.stream(values())
                .filter(hiding -> hiding.hides.test(matter))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(HiddenPostRule.class)));
    }

    /** Whether the fields of this one are in the front matter, which then counts instead of what is passed down to it. */
    boolean isSaidIn(FrontMatter matter) {
        return fields.stream().anyMatch(matter.fields()::containsKey);
    }

    /** Why a post becomes a draft that was none: the first reason. */
    static List<String> remarks(Set<HiddenPostRule> hidings) {
        return hidings.stream()
                .map(hiding -> hiding.remark)
                .filter(remark -> !remark.isEmpty())
                .limit(1)
                .toList();
    }

    /** {@code _build} is the older name. */
    private static boolean isOff(FrontMatter matter, String option) {
        return List.of("build", "_build").stream().map(matter::map).anyMatch(build -> {
            String value = build.text(option).strip().toLowerCase(Locale.ROOT);
            return !value.isEmpty() && !value.equals("always") && !build.is(option, true);
        });
    }

    private static boolean expires(FrontMatter matter) {
        Instant expiry = SourceTime.of(matter.text("expirydate", "unpublishdate"));
        return expiry != null && expiry.isAfter(FIRST_EXPIRY);
    }
}
