package io.talel.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks documents against what the specifications of their formats demand. */
public final class FeedFormats {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";

    private FeedFormats() {}

    /** RFC 4287, 4.1.1 and 4.1.2. */
    public static Element atom(byte[] document) {
        parsedByRome(document);
        Element feed = xml(document).getDocumentElement();
        assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
        assertThat(feed.getLocalName()).isEqualTo("feed");
        identified(feed);
        assertThat(links(feed, "self")).hasSize(1).allSatisfy(FeedFormats::isAbsolute);
        List<Element> entries = children(feed, "entry");
        for (Element entry : entries) {
            identified(entry);
            assertThat(children(entry, "author")).isNotEmpty().allSatisfy(author -> assertThat(children(author, "name"))
                    .hasSize(1));
            assertThat(links(entry, "alternate")).hasSize(1).allSatisfy(FeedFormats::isAbsolute);
            children(entry, "published").forEach(time -> assertThat(OffsetDateTime.parse(time.getTextContent()))
                    .isNotNull());
            assertThat(children(entry, "content")).hasSizeLessThanOrEqualTo(1).allSatisfy(content -> assertThat(
                            content.getAttribute("type"))
                    .isEqualTo("html"));
            assertThat(children(entry, "summary")).hasSizeLessThanOrEqualTo(1);
            assertThat(children(entry, "category")).allSatisfy(category -> assertThat(category.getAttribute("term"))
                    .isNotEmpty());
        }
        assertThat(entries.stream().map(entry -> text(entry, "id"))).doesNotHaveDuplicates();
        return feed;
    }

    private static void identified(Element element) {
        for (String name : List.of("id", "title", "updated")) {
            assertThat(children(element, name)).as(name).hasSize(1);
        }
        isAbsolute(text(element, "id"));
        assertThat(OffsetDateTime.parse(text(element, "updated"))).isNotNull();
    }

    /** RSS 2.0 of the RSS Advisory Board, and its profile. */
    public static Element rss(byte[] document) {
        parsedByRome(document);
        Element rss = xml(document).getDocumentElement();
        assertThat(rss.getTagName()).isEqualTo("rss");
        assertThat(rss.getAttribute("version")).isEqualTo("2.0");
        assertThat(children(rss, "channel")).hasSize(1);
        Element channel = children(rss, "channel").getFirst();
        for (String name : List.of("title", "link", "description")) {
            assertThat(children(channel, name).stream().filter(child -> child.getNamespaceURI() == null))
                    .as(name)
                    .hasSize(1);
        }
        isAbsolute(text(channel, "link"));
        assertThat(links(channel, "self")).hasSize(1).allSatisfy(FeedFormats::isAbsolute);
        List<Element> items = children(channel, "item");
        for (Element item : items) {
            assertThat(text(item, "title")).isNotEmpty();
            isAbsolute(text(item, "link"));
            assertThat(children(item, "guid")).hasSize(1);
            assertThat(children(item, "guid").getFirst().getAttribute("isPermaLink"))
                    .isEqualTo("false");
            assertThat(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text(item, "pubDate")))
                    .isNotNull();
            assertThat(children(item, "author")).as("an e-mail address").isEmpty();
            assertThat(children(item, "encoded"))
                    .hasSizeLessThanOrEqualTo(1)
                    .allSatisfy(content -> assertThat(content.getNamespaceURI()).isEqualTo(CONTENT));
        }
        assertThat(items.stream().map(item -> text(item, "guid"))).doesNotHaveDuplicates();
        return channel;
    }

    /** JSON Feed 1.1. */
    public static JsonNode json(byte[] document) {
        JsonNode feed = JsonMapper.shared().readTree(document);
        try (InputStream facts = FeedFormats.class.getResourceAsStream("/feed/json-feed-1.1.json")) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(JsonMapper.shared().readTree(Objects.requireNonNull(facts)));
            assertThat(schema.validate(feed)).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(feed.path("items").valueStream().map(item -> item.path("id").asString()))
                .doesNotHaveDuplicates();
        return feed;
    }

    private static void parsedByRome(byte[] document) {
        try {
            SyndFeed parsed = new SyndFeedInput().build(new XmlReader(new ByteArrayInputStream(document)));
            assertThat(parsed.getTitle()).isNotEmpty();
        } catch (FeedException | IOException e) {
            throw new AssertionError(new String(document, StandardCharsets.UTF_8), e);
        }
    }

    public static Document xml(byte[] document) {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(document));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(new String(document, StandardCharsets.UTF_8), e);
        }
    }

    /** Children by their name without a prefix. */
    public static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).forEach((Node node) -> {
            if (node instanceof Element element && element.getLocalName().equals(name)) {
                children.add(element);
            }
        });
        return children;
    }

    /** Text of the first child of this name; empty without one. */
    public static String text(Element parent, String name) {
        return children(parent, name).stream()
                .findFirst()
                .map(Node::getTextContent)
                .orElse("");
    }

    /** Addresses of the links of Atom with this relation. */
    public static List<String> links(Element parent, String relation) {
        return children(parent, "link").stream()
                .filter(link -> ATOM.equals(link.getNamespaceURI()))
                .filter(link -> link.getAttribute("rel").equals(relation))
                .map(link -> link.getAttribute("href"))
                .toList();
    }

    /** Entries or items. */
    public static Stream<Element> entries(Element feed) {
        return Stream.concat(children(feed, "entry").stream(), children(feed, "item").stream());
    }

    private static void isAbsolute(String address) {
        assertThat(URI.create(address).isAbsolute()).as(address).isTrue();
    }
}
