@org.jspecify.annotations.NullMarked
package io.talel.gateway.image.decoder;
