package io.talel.command.eventlog.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Numbers and texts that the beginning of a JSON object has. */
final class LeadingFields {

    /** Enough for the longest slug and what comes before it: 255 letters of up to four bytes, and a number. */
    static final int BYTES = 2048;

    private static final JsonFactory JSON = new JsonFactory();

    private LeadingFields() {}

    /** @param beginning the object, or as much of it as there is */
    static Map<String, String> of(byte[] beginning) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(beginning)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                boolean isScalar = json.nextToken().isScalarValue();
                String value = json.getText();
                // A number that ends where the beginning ends may be a part of one.
                if (!isScalar || json.currentLocation().getByteOffset() >= beginning.length) {
                    break;
                }
                fields.put(name, value);
            }
        } catch (IOException _) {
            // The rest is cut off.
            return fields;
        }
        return fields;
    }
}
