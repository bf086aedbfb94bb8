package io.talel.gateway.web.body;

import io.talel.gateway.web.HttpRefusal;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads texts, lists of them, and whole numbers of a JSON object token by token; skips all other values without holding them. */
final class JsonBodyParser {

    private static final JsonFactory JSON = JsonFactory.builder()
            // Keys come from clients, so they are not interned.
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    /** What {@code null} is read as. */
    static final Optional<Object> NULL = Optional.of(JsonToken.VALUE_NULL);

    /** More elements than any list may have. */
    private static final int MAX_LIST = 100;

    private JsonBodyParser() {}

    /**
     * @return strings, lists of strings and longs by key; {@link #NULL} for {@code null}, empty for another value
     * @throws HttpRefusal if the body is not one JSON object with at least one key
     */
    static Map<String, Optional<Object>> parse(CharBuffer body, Set<String> wanted) {
        int start = body.arrayOffset() + body.position();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body.array(), start, body.remaining())) {
            return parse(parser, wanted);
        }
    }

    private static Map<String, Optional<Object>> parse(JsonParser parser, Set<String> wanted) {
        try {
            JsonToken first = parser.nextToken();
            return first == JsonToken.START_OBJECT ? object(parser, wanted) : refuse(parser, first);
        } catch (JacksonException e) {
            // The parser does not report the place where a limit (depth, digits) was exceeded.
            throw malformed(Objects.requireNonNullElseGet(e.getLocation(), parser::currentLocation));
        }
    }

    private static Map<String, Optional<Object>> object(JsonParser parser, Set<String> wanted) {
        Map<String, Optional<Object>> texts = new HashMap<>();
        boolean empty = true;
        for (String key = parser.nextName(); key != null; key = parser.nextName()) {
            JsonToken token = parser.nextToken();
            if (!wanted.contains(key)) {
                parser.skipChildren();
            } else if (texts.put(key, value(parser, token)) != null) {
                throw badRequest("Key '" + key + "' is given twice");
            }
            empty = false;
        }
        if (parser.nextToken() != null) {
            throw malformed(parser.currentTokenLocation());
        }
        if (empty) {
            throw missing();
        }
        return texts;
    }

    private static Optional<Object> value(JsonParser parser, @Nullable JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            return Optional.of(parser.getString());
        }
        if (token == JsonToken.START_ARRAY) {
            return list(parser);
        }
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER) {
            return Optional.of(parser.getLongValue());
        }
        if (token == JsonToken.VALUE_NULL) {
            return NULL;
        }
        parser.skipChildren();
        return Optional.empty();
    }

    /** Keeps only the beginning of a list that is too long; the beginning is too long as well. */
    private static Optional<Object> list(JsonParser parser) {
        List<String> texts = new ArrayList<>();
        boolean onlyTexts = true;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.VALUE_STRING) {
                onlyTexts = false;
                parser.skipChildren();
            } else if (texts.size() < MAX_LIST) {
                texts.add(parser.getString());
            }
        }
        return onlyTexts ? Optional.of(texts) : Optional.empty();
    }

    private static Map<String, Optional<Object>> refuse(JsonParser parser, @Nullable JsonToken first) {
        int tokens = first == null ? 0 : 1;
        while (parser.nextToken() != null) {
            tokens++;
        }
        boolean emptyArray = first == JsonToken.START_ARRAY && tokens == 2;
        boolean nothing = tokens == 0 || (first == JsonToken.VALUE_NULL && tokens == 1);
        throw emptyArray || nothing ? missing() : badRequest("Request body must be a JSON object");
    }

    private static HttpRefusal missing() {
        return badRequest("Missing request body");
    }

    private static HttpRefusal malformed(TokenStreamLocation at) {
        return badRequest("Malformed JSON at line " + at.getLineNr() + ", column " + at.getColumnNr());
    }

    private static HttpRefusal badRequest(String message) {
        return new HttpRefusal(HttpStatus.BAD_REQUEST, message);
    }
}
