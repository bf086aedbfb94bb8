package io.talel.markdown.safe;

import io.talel.markdown.text.NameSet;
import java.util.Set;

/**
 * Ids that scripts of the page around an article could mistake for something of their own. Browsers make an element
 * with an id known as a variable of that name; those names get a prefix. What HTML calls by lower-case words
 * ({@code title}, {@code links}) is left: it cannot be replaced by the id of an element that articles may contain, and
 * such words are common headings.
 */
final class SafeId {

    private static final String PREFIX = "user-";

    private static final Set<String> RESERVED = NameSet.of("""
            __proto__ activeElement addEventListener adoptNode appendChild attachShadow baseURI characterSet
            childElementCount childNodes classList cloneNode compareDocumentPosition contentType createAttribute
            createComment createDocumentFragment createElement createElementNS createEvent createNodeIterator
            createRange createTextNode createTreeWalker currentScript customElements defaultView designMode
            dispatchEvent documentElement documentURI elementFromPoint elementsFromPoint execCommand
            exitFullscreen firstChild firstElementChild getAttribute getAttributeNS getComputedStyle
            getElementById getElementsByClassName getElementsByName getElementsByTagName getElementsByTagNameNS
            getRootNode getSelection hasAttribute hasAttributes hasChildNodes hasFocus hasOwnProperty importNode
            innerHTML innerText insertAdjacentElement insertAdjacentHTML insertBefore isConnected isPrototypeOf
            lastChild lastElementChild lastModified localStorage namespaceURI nextElementSibling nextSibling
            nodeName nodeType nodeValue outerHTML ownerDocument parentElement parentNode postMessage
            previousElementSibling previousSibling propertyIsEnumerable querySelector querySelectorAll
            readyState removeAttribute removeChild removeEventListener replaceChild replaceChildren
            requestAnimationFrame sessionStorage setAttribute setInterval setTimeout shadowRoot styleSheets
            tagName textContent toString valueOf writeln XMLHttpRequest
            """);

    private SafeId() {}

    static String of(String id) {
        return RESERVED.contains(id) ? PREFIX + id : id;
    }
}
