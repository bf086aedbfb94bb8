package io.talel.gateway.article.bulk.source;

import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.archive.Unreadable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Tables in a JSON document of any length, row by row: arrays of objects in an object that is called {@code data}. */
final class JsonRows {

    /** Longest text in a document, in characters, whether it is wanted or not. */
    private static final int MAX_TEXT = 8 * 1024 * 1024;

    private static final int DEEPEST = 100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_TEXT)
                    .maxNestingDepth(DEEPEST)
                    .maxNameLength(1024)
                    .build())
            .build();

    private JsonRows() {}

    /** Takes a row: the texts and numbers of those fields that are wanted. */
    @FunctionalInterface
    interface Taker {
        void take(Map<String, String> row) throws IOException;
    }

    /** @throws Unreadable if the document is no JSON, or a text in it is too long */
    static void read(SourceFiles files, String name, String table, Collection<String> wanted, Taker taker)
            throws IOException {
        try (InputStream in = files.open(name);
                JsonParser json = JSON.createParser(in)) {
            while (json.nextToken() != null) {
                if (isTable(json, table) && json.nextToken() == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        taker.take(row(json, wanted));
                    }
                }
            }
        } catch (ZipException | EOFException e) {
            throw new Unreadable("is damaged");
        } catch (JacksonException e) {
            throw switch (e.getCause()) {
                case Unreadable reason -> reason;
                case ZipException _, EOFException _ -> new Unreadable("is damaged");
                case null, default -> new Unreadable("is no JSON that can be read");
            };
        }
    }

    private static boolean isTable(JsonParser json, String table) {
        TokenStreamContext object = json.streamReadContext().getParent();
        return json.currentToken() == JsonToken.PROPERTY_NAME
                && table.equals(json.currentName())
                && object != null
                && "data".equals(object.currentName());
    }

    private static Map<String, String> row(JsonParser json, Collection<String> wanted) throws Unreadable {
        Map<String, String> row = new HashMap<>();
        int length = 0;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value.isScalarValue() && value != JsonToken.VALUE_NULL && wanted.contains(name)) {
                String text = json.getString();
                length += text.length();
                if (length > MAX_TEXT) {
                    throw new Unreadable("has a row that is too long");
                }
                row.put(name, text);
            } else {
                json.skipChildren();
            }
        }
        return row;
    }
}
