package io.talel.gateway.article.list;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriUtils;

/**
 * The address of the next page of a list.
 *
 * @param path with its query, without the base path as v1 wrote it
 */
record NextPage(String path) {

    NextPage(String path, int limit, String cursor) {
        this(path + "?limit=" + limit + "&cursor=" + cursor);
    }

    /** With a parameter that stays the same on every page. */
    NextPage with(String name, Optional<String> value) {
        return value.map(text -> new NextPage(path + "&" + name + "=" + UriUtils.encode(text, StandardCharsets.UTF_8)))
                .orElse(this);
    }

    /** An answer that leads to the next page, if there is one. */
    static ResponseEntity<byte[]> linked(ResponseEntity<byte[]> list, Optional<NextPage> next) {
        HttpHeaders headers = new HttpHeaders();
        next.ifPresent(page -> headers.set(HttpHeaders.LINK, page.link()));
        return ResponseEntity.ok().headers(list.getHeaders()).headers(headers).body(list.getBody());
    }

    /** As a value of the header {@code Link}. */
    String link() {
        return "<" + path + ">; rel=\"next\"";
    }
}
