package io.talel.command.eventlog.serialization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talel.kernel.article.content.Title;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;

/**
 * Revision 2 says which number made the slug unique. For revision 1 the slug of the title is made again, by the rule of that
 * time: {@link FirstSlugRule}.
 */
final class ArticlePublished1To2 extends SingleEventUpcaster {

    private static final SimpleSerializedType FROM = new SimpleSerializedType("ArticlePublished", "1");
    private static final SimpleSerializedType TO = new SimpleSerializedType("ArticlePublished", "2");
    private static final Pattern NUMBER = Pattern.compile("-([1-9][0-9]{0,8})");

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return FROM.equals(event.getType());
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        return event.upcastPayload(TO, JsonNode.class, ArticlePublished1To2::withNumber);
    }

    private static JsonNode withNumber(JsonNode revision1) {
        String slug = revision1.required("slug").textValue();
        String title = revision1.required("title").textValue();
        ObjectNode revision2 = revision1.deepCopy();
        return revision2.put("slugNumber", number(slug, new Title(title)));
    }

    /** A slug that its title did not lead to, such as an imported one, has no number. */
    static int number(String slug, Title title) {
        String base = FirstSlugRule.slugOf(title);
        if (!slug.startsWith(base)) {
            return 1;
        }
        Matcher number = NUMBER.matcher(slug.substring(base.length()));
        return number.matches() ? Integer.parseInt(number.group(1)) : 1;
    }
}
