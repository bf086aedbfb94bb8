package io.talel.gateway.auth.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes valid and invalid tokens without the library that the product reads them with. */
final class SignedText {

    private static final JsonMapper JSON = new JsonMapper();

    private SignedText() {}

    static String hs512(Map<String, ?> header, Map<String, ?> claims, String key) {
        return hs512(JSON.writeValueAsString(header), JSON.writeValueAsString(claims), key);
    }

    static String hs512(String header, String claims, String key) {
        return signed("HmacSHA512", header, claims, key);
    }

    static String signed(String algorithm, String header, String claims, String key) {
        String content = base64(header) + "." + base64(claims);
        return content + "." + base64(mac(algorithm, content, key));
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A copy with one entry set, or taken away by {@code null}. */
    static Map<String, Object> with(Map<String, Object> map, String key, @Nullable Object value) {
        return changed(map, copy -> {
            copy.remove(key);
            if (value != null) {
                copy.put(key, value);
            }
        });
    }

    private static Map<String, Object> changed(Map<String, Object> map, Consumer<Map<String, Object>> change) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        change.accept(copy);
        return copy;
    }

    private static byte[] mac(String algorithm, String content, String key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
