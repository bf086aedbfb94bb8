package io.talel.gateway.feed;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jdom2.output.Format;
import org.jdom2.output.XMLOutputter;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes feeds as bytes, in UTF-8. */
@Component
final class FeedWriter {

    private final JsonMapper json;

    FeedWriter(JsonMapper json) {
        this.json = json;
    }

    byte[] write(Feed feed, FeedFormat format) {
        return switch (format) {
            case RSS -> xml(RssFeed.of(feed));
            case ATOM -> xml(AtomFeed.of(feed));
            case JSON -> json.writeValueAsBytes(JsonFeed.of(feed));
        };
    }

    /** Not by rome's own output, which makes one blank of several, in code too. */
    private static byte[] xml(WireFeed feed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new XMLOutputter(Format.getRawFormat().setLineSeparator("\n"))
                    .output(new WireFeedOutput().outputJDom(feed), bytes);
        } catch (FeedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
