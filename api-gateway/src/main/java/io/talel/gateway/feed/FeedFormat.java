package io.talel.gateway.feed;

import org.springframework.http.MediaType;

/** In which form a feed is read. */
public enum FeedFormat {
    RSS("rss.xml", "application/rss+xml;charset=UTF-8"),
    ATOM("atom.xml", "application/atom+xml;charset=UTF-8"),
    JSON("feed.json", "application/feed+json");

    private final String file;
    private final MediaType type;

    FeedFormat(String file, String type) {
        this.file = file;
        this.type = MediaType.parseMediaType(type);
    }

    String file() {
        return file;
    }

    MediaType type() {
        return type;
    }

    /** Without parameters. */
    String mediaType() {
        return type.getType() + "/" + type.getSubtype();
    }
}
