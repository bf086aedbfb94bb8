package io.talel.gateway.feed.sitemap;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a document of sitemaps.org piece by piece. Nothing but the last piece is held. */
final class SitemapXml {

    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter xml;
    private final String element;

    /** @param root {@code urlset} or {@code sitemapindex} @param element the name of its elements */
    private SitemapXml(String root, String element) throws XMLStreamException {
        this.element = element;
        this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement(root);
        xml.writeDefaultNamespace(NAMESPACE);
    }

    static SitemapXml addresses() {
        return begin("urlset", "url");
    }

    static SitemapXml index() {
        return begin("sitemapindex", "sitemap");
    }

    private static SitemapXml begin(String root, String element) {
        try {
            return new SitemapXml(root, element);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param address percent-encoded */
    void add(String address, Optional<Instant> changed) {
        try {
            xml.writeStartElement(element);
            xml.writeStartElement("loc");
            xml.writeCharacters(address);
            xml.writeEndElement();
            if (changed.isPresent()) {
                xml.writeStartElement("lastmod");
                xml.writeCharacters(
                        changed.get().truncatedTo(ChronoUnit.SECONDS).toString());
                xml.writeEndElement();
            }
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What has been written since the last piece. */
    byte[] piece() {
        try {
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        byte[] piece = bytes.toByteArray();
        bytes.reset();
        return piece;
    }

    /** The last piece. */
    byte[] end() {
        try {
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return piece();
    }
}
