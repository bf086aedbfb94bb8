package io.talel.gateway.article.bulk.archive;

import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.jspecify.annotations.Nullable;

/** XML with a bounded number of different names: the parser keeps each name that it has seen until the end of the document. */
public final class FewXmlNames extends StreamReaderDelegate {

    /** Most characters of different names of elements, attributes, namespaces and instructions. An export has some thousands. */
    private static final int MAX_NAMES = 256 * 1024;

    /** What a name takes in memory beside its characters, in characters. */
    private static final int CHARACTERS_A_NAME = 16;

    private final Set<String> names = new HashSet<>();
    private int length;

    public FewXmlNames(XMLStreamReader xml) {
        super(xml);
    }

    /** @throws Unreadable if there are too many names */
    @Override
    public int next() throws XMLStreamException {
        int event = super.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
            addElement();
        } else if (event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
            add(getPITarget());
        }
        return event;
    }

    private void addElement() {
        add(qualified(getPrefix(), getLocalName()));
        for (int i = 0; i < getAttributeCount(); i++) {
            add(qualified(getAttributePrefix(i), getAttributeLocalName(i)));
        }
        for (int i = 0; i < getNamespaceCount(); i++) {
            add(getNamespacePrefix(i));
            add(getNamespaceURI(i));
        }
    }

    /** As it is written: the parser keeps this form, too. */
    private static String qualified(@Nullable String prefix, String name) {
        return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
    }

    private void add(@Nullable String name) {
        if (name != null && names.add(name)) {
            length += name.length() + CHARACTERS_A_NAME;
            if (length > MAX_NAMES) {
                throw new Unreadable("has too many names of elements");
            }
        }
    }
}
