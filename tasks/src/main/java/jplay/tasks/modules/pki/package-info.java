/** Keys, certificates and kubeconfigs. */
@NullMarked
package jplay.tasks.modules.pki;

import org.jspecify.annotations.NullMarked;
