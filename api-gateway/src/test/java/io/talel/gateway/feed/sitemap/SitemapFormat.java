package io.talel.gateway.feed.sitemap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** Checks sitemaps against their schema. */
public final class SitemapFormat {

    private SitemapFormat() {}

    /** The addresses in a sitemap or an index that fits the schema. */
    public static List<String> addresses(byte[] document) {
        try {
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(Objects.requireNonNull(SitemapFormat.class.getResource("/feed/sitemap-0.9.xsd")))
                    .newValidator()
                    .validate(new StreamSource(new ByteArrayInputStream(document)));
        } catch (SAXException | IOException e) {
            throw new AssertionError(e);
        }
        String text = new String(document, StandardCharsets.UTF_8);
        List<String> addresses = new ArrayList<>();
        int start = text.indexOf("<loc>");
        while (start >= 0) {
            int end = text.indexOf("</loc>", start);
            addresses.add(text.substring(start + "<loc>".length(), end).replace("&amp;", "&"));
            start = text.indexOf("<loc>", end);
        }
        return addresses;
    }
}
