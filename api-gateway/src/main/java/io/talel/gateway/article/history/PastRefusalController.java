package io.talel.gateway.article.history;

import io.talel.gateway.web.parameter.AtParameter;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Refuses the lists, feeds and sitemaps of an earlier time that nobody can have: their answers of today would mislead. */
@RestController
class PastRefusalController {

    @GetMapping(
            path = {
                "/tags",
                "/feeds/rss.xml",
                "/feeds/atom.xml",
                "/feeds/feed.json",
                "/users/{username}/feeds/rss.xml",
                "/users/{username}/feeds/atom.xml",
                "/users/{username}/feeds/feed.json",
                "/sitemap.xml",
                "/sitemaps/{number}.xml"
            },
            params = "at")
    ResponseEntity<byte[]> refuse() {
        throw AtParameter.noPast();
    }
}
