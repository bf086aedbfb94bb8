/** Tests of the parts of the article endpoints. */
package io.talel.gateway.article;
