package io.talel.gateway.webhook.registry;

import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.news.ArticleNews.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Types of events that a webhook gets, in the order in which they can happen.
 *
 * @param values such as {@code article.published}, at least one
 */
public record EventTypes(List<String> values) {

    private static final List<String> KNOWN =
            Arrays.stream(Kind.values()).map(EventTypes::name).toList();

    public static final EventTypes ALL = new EventTypes(KNOWN);

    public EventTypes {
        if (values.isEmpty() || !KNOWN.containsAll(values)) {
            throw new InvalidValue("events", "must be some of " + String.join(", ", KNOWN));
        }
        List<String> wanted = values;
        values = KNOWN.stream().filter(wanted::contains).toList();
    }

    public static String name(Kind kind) {
        return "article." + kind.name().toLowerCase(Locale.ROOT);
    }
}
