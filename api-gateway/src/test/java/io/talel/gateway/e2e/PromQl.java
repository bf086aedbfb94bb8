package io.talel.gateway.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression of Prometheus names. Knows as much of the language as the alerts and panels use.
 *
 * @param grouping labels by which it sums up or joins
 */
record PromQl(List<Selector> selectors, Set<String> grouping) {

    /** A metric and the labels that are asked of it. */
    record Selector(String metric, List<Condition> conditions) {}

    /** @param value as written, a pattern with {@code =~} */
    record Condition(String label, String operator, String value) {}

    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern RANGE_OR_OFFSET = Pattern.compile("\\[[^\\]]*\\]|\\boffset\\s+\\S+");
    private static final Pattern SELECTOR = Pattern.compile(
            "\"[^\"]*\"|(?<![\\w.:])([a-zA-Z_:][\\w:]*)\\b(?:\\s*\\{([^}]*)\\})?(?!\\s*\\()", Pattern.DOTALL);
    private static final Pattern CONDITION = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "inf", "nan");

    static PromQl of(String expression) {
        Set<String> grouping = new TreeSet<>();
        Matcher groups = GROUPING.matcher(expression);
        String rest = groups.replaceAll(group -> {
            grouping.addAll(List.of(group.group(1).strip().split("\\s*,\\s*")));
            return " ";
        });
        rest = RANGE_OR_OFFSET.matcher(rest).replaceAll(" ");
        List<Selector> selectors = new ArrayList<>();
        SELECTOR.matcher(rest).results().forEach(found -> {
            String name = found.group(1);
            if (name != null && !WORDS.contains(name)) {
                selectors.add(new Selector(name, conditions(found)));
            }
        });
        return new PromQl(selectors, grouping);
    }

    private static List<Condition> conditions(MatchResult selector) {
        return selector.group(2) == null
                ? List.of()
                : CONDITION
                        .matcher(selector.group(2))
                        .results()
                        .map(each -> new Condition(each.group(1), each.group(2), each.group(3)))
                        .toList();
    }
}
