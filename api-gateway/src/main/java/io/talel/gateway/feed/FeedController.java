package io.talel.gateway.feed;

import io.talel.gateway.web.NotFoundRefusals;
import io.talel.gateway.web.UserPath;
import io.talel.gateway.web.answer.JsonAnswers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the newest articles to feed readers. */
@RestController
class FeedController {

    private final Feeds feeds;
    private final FeedWriter writer;
    private final NotFoundRefusals refusals;
    private final JsonAnswers answers;

    FeedController(Feeds feeds, FeedWriter writer, NotFoundRefusals refusals, JsonAnswers answers) {
        this.feeds = feeds;
        this.writer = writer;
        this.refusals = refusals;
        this.answers = answers;
    }

    @GetMapping("/feeds/rss.xml")
    ResponseEntity<byte[]> rss(@RequestParam(required = false) @Nullable String tag, HttpServletRequest request) {
        return shown(FeedTopic.ofTag(tag), FeedFormat.RSS, request);
    }

    @GetMapping("/feeds/atom.xml")
    ResponseEntity<byte[]> atom(@RequestParam(required = false) @Nullable String tag, HttpServletRequest request) {
        return shown(FeedTopic.ofTag(tag), FeedFormat.ATOM, request);
    }

    @GetMapping("/feeds/feed.json")
    ResponseEntity<byte[]> json(@RequestParam(required = false) @Nullable String tag, HttpServletRequest request) {
        return shown(FeedTopic.ofTag(tag), FeedFormat.JSON, request);
    }

    @GetMapping("/users/{username}/feeds/rss.xml")
    ResponseEntity<byte[]> rssOf(@PathVariable String username, HttpServletRequest request) {
        return shown(by(username), FeedFormat.RSS, request);
    }

    @GetMapping("/users/{username}/feeds/atom.xml")
    ResponseEntity<byte[]> atomOf(@PathVariable String username, HttpServletRequest request) {
        return shown(by(username), FeedFormat.ATOM, request);
    }

    @GetMapping("/users/{username}/feeds/feed.json")
    ResponseEntity<byte[]> jsonOf(@PathVariable String username, HttpServletRequest request) {
        return shown(by(username), FeedFormat.JSON, request);
    }

    private FeedTopic by(String username) {
        return UserPath.username(username).map(FeedTopic::ofAuthor).orElseThrow(() -> refusals.ofUser(username));
    }

    private ResponseEntity<byte[]> shown(FeedTopic topic, FeedFormat format, HttpServletRequest request) {
        FeedETag tag = FeedETag.of(feeds.digest(topic), feeds.site(topic, format));
        if (tag.matches(request)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .headers(tag.headers())
                    .build();
        }
        Feed feed = feeds.of(topic, format);
        byte[] body = writer.write(feed, format);
        return answers.document(body)
                .headers(tag.headers())
                .contentType(format.type())
                .header(HttpHeaders.LINK, links(feed))
                .body(body);
    }

    /** As WebSub has subscribers discover them; the hub only where there is one. */
    private static String links(Feed feed) {
        return Stream.concat(
                        feed.hub().map(hub -> link(hub.toString(), "hub")).stream(),
                        Stream.of(link(feed.self(), "self")))
                .collect(Collectors.joining(", "));
    }

    private static String link(String address, String relation) {
        return "<" + address + ">; rel=\"" + relation + "\"";
    }
}
