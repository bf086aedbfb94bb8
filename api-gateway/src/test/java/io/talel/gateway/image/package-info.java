/** Tests of the parts of the image endpoints. */
package io.talel.gateway.image;
