package io.talel.gateway.article.bulk.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.talel.gateway.article.bulk.archive.BoundedXml;
import io.talel.gateway.article.bulk.archive.FewXmlNames;
import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.archive.Unreadable;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The items of a WXR of any length, one after the other. */
final class WordPressItems {

    /** Longest texts of an item together, in characters. */
    private static final int MAX_ITEM = 8 * 1024 * 1024;

    private static final int DEEPEST = 20;

    /** What a tag of a post takes in memory beside its text, in characters. */
    private static final int CHARACTERS_A_TAG = 16;

    private static final String ITEM = "item";
    private static final String CATEGORY = "category";
    private static final String META_KEY = "wp:meta_key";
    private static final String META_VALUE = "wp:meta_value";

    /** Name of the only metadata that is kept: the number of the picture of a post. */
    static final String THUMBNAIL = "_thumbnail_id";

    /** Elements whose texts are kept. */
    private static final Set<String> KEPT = Set.of(
            "title",
            "link",
            "guid",
            "content:encoded",
            "excerpt:encoded",
            "wp:post_id",
            "wp:post_name",
            "wp:post_type",
            "wp:post_password",
            "wp:post_date",
            "wp:post_date_gmt",
            "wp:post_modified",
            "wp:post_modified_gmt",
            "wp:status",
            "wp:attachment_url",
            CATEGORY,
            META_KEY,
            META_VALUE);

    private WordPressItems() {}

    /** Takes an item. */
    @FunctionalInterface
    interface Taker {
        void take(Item item) throws IOException;
    }

    /** An item: the texts of its elements by their names with prefixes, and metadata of posts. */
    static final class Item {

        private final Map<String, String> texts = new HashMap<>();
        private final List<String> tags = new ArrayList<>();
        private String domain = "";
        private int length;
        private boolean tooLong;

        /** Empty if there is none. */
        String text(String name) {
            return texts.getOrDefault(name, "");
        }

        List<String> tags() {
            return tags;
        }

        /** Whether something is left out. */
        boolean isTooLong() {
            return tooLong;
        }

        private void add(String name, String text) {
            if (!KEPT.contains(name)
                    || (name.equals(META_VALUE) && !text(META_KEY).equals(THUMBNAIL))) {
                return;
            }
            int taken = text.length() + (name.equals(CATEGORY) ? CHARACTERS_A_TAG : 0);
            if (length + taken > MAX_ITEM) {
                tooLong = true;
                return;
            }
            length += taken;
            switch (name) {
                case CATEGORY -> addTag(text);
                case META_VALUE -> texts.put(THUMBNAIL, text);
                default -> texts.put(name, text);
            }
        }

        private void append(StringBuilder text, String more) {
            if (text.length() + more.length() > MAX_ITEM) {
                tooLong = true;
            } else {
                text.append(more);
            }
        }

        private void addTag(String text) {
            if (domain.equals("post_tag") || (domain.equals(CATEGORY) && !text.equals("Uncategorized"))) {
                tags.add(text);
            }
        }
    }

    /** @throws Unreadable if it is no XML, or too long in a place */
    static void read(SourceFiles files, String name, Taker taker) throws IOException {
        try (InputStream in = files.open(name)) {
            XMLStreamReader xml = new FewXmlNames(factory().createXMLStreamReader(new BoundedXml(xml(in))));
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && name(xml).equals(ITEM)) {
                    taker.take(item(xml));
                }
            }
        } catch (ZipException | EOFException e) {
            throw new Unreadable("is damaged");
        } catch (CharacterCodingException e) {
            throw new Unreadable("is not UTF-8");
        } catch (XMLStreamException e) {
            throw switch (e.getNestedException()) {
                case Unreadable reason -> reason;
                case ZipException _, EOFException _ -> new Unreadable("is damaged");
                case CharacterCodingException _ -> new Unreadable("is not UTF-8");
                case null, default -> unreadable(e);
            };
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty("jdk.xml.maxElementDepth", String.valueOf(DEEPEST));
        return factory;
    }

    private static Item item(XMLStreamReader xml) throws XMLStreamException {
        Item item = new Item();
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    text.setLength(0);
                    String domain = xml.getAttributeValue(null, "domain");
                    item.domain = domain == null ? "" : domain;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    item.append(text, xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    if (depth > 0) {
                        item.add(name(xml), text.toString());
                        text.setLength(0);
                    }
                }
                default -> {}
            }
        }
        return item;
    }

    /** Some exports have blank lines, or a byte order mark, before the XML. */
    private static Reader xml(InputStream in) throws IOException {
        BufferedReader text = new BufferedReader(new InputStreamReader(in, UTF_8.newDecoder()));
        int first;
        do {
            text.mark(1);
            first = text.read();
        } while (first == 0xFEFF || Character.isWhitespace(first));
        text.reset();
        return text;
    }

    private static Unreadable unreadable(XMLStreamException e) {
        Location at = e.getLocation();
        return new Unreadable("has XML that cannot be read" + (at == null ? "" : " in line " + at.getLineNumber()));
    }

    private static String name(XMLStreamReader xml) {
        String prefix = xml.getPrefix();
        return prefix == null || prefix.isEmpty() ? xml.getLocalName() : prefix + ":" + xml.getLocalName();
    }
}
