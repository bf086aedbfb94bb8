package io.talel.gateway.mail.page;

import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.parameter.Accept;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers requests for the links of mails: with pages, or with JSON for clients that accept it and no HTML. */
@Component
public final class PageOrJson {

    private final JsonMapper json;

    PageOrJson(JsonMapper json) {
        this.json = json;
    }

    /**
     * @param accept the header of the request
     * @param good page to show, or whose title JSON contains, unless the link is bad
     */
    public ResponseEntity<byte[]> answer(@Nullable String accept, LinkState state, LinkPage good) {
        return wantsJson(accept) ? json(state, good) : page(state, good);
    }

    public ResponseEntity<byte[]> page(LinkState state, LinkPage good) {
        return (state == LinkState.GOOD ? good : LinkPage.of(state)).answer();
    }

    public ResponseEntity<byte[]> json(LinkState state, LinkPage good) {
        if (state != LinkState.GOOD) {
            throw new HttpRefusal(state.status(), state.message());
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsBytes(Map.of("message", good.title())));
    }

    private static boolean wantsJson(@Nullable String accept) {
        List<MediaType> types = Accept.types(accept);
        return types.stream().anyMatch(PageOrJson::isJson)
                && types.stream().noneMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype);
    }

    private static boolean isJson(MediaType type) {
        return type.getSubtype().equals("json") || "json".equals(type.getSubtypeSuffix());
    }
}
