package jplay.tasks.modules.pki;

import java.util.List;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.jspecify.annotations.Nullable;

/** Where the list of revoked certificates is to be found. */
final class CrlPoints {
    private CrlPoints() {}

    /** One place. */
    public record Point(
            @Param("Names of the list: URI:https://example.org/revoked.crl.") List<String> fullName,
            @Param("Names of who issues the list.") List<String> crlIssuer,
            @Param("The reasons that the list is for: key_compromise, ca_compromise, affiliation_changed, superseded, cessation_of_operation, certificate_hold, privilege_withdrawn, aa_compromise.")
            List<String> reasons) {}

    static CRLDistPoint of(List<Point> points) {
        return new CRLDistPoint(points.stream().map(CrlPoints::point).toArray(DistributionPoint[]::new));
    }

    private static DistributionPoint point(Point point) {
        if (point.fullName().isEmpty() && point.crlIssuer().isEmpty()) {
            throw new ModuleFailure("crl_distribution_points: a point needs full_name or crl_issuer");
        }
        return new DistributionPoint(
                point.fullName().isEmpty() ? null : new DistributionPointName(AlternativeNames.parse(point.fullName(), "full_name")),
                reasons(point.reasons()),
                point.crlIssuer().isEmpty() ? null : AlternativeNames.parse(point.crlIssuer(), "crl_issuer"));
    }

    private static @Nullable ReasonFlags reasons(List<String> names) {
        int bits = 0;
        for (String name : names) {
            bits |= switch (name) {
                case "key_compromise" -> ReasonFlags.keyCompromise;
                case "ca_compromise" -> ReasonFlags.cACompromise;
                case "affiliation_changed" -> ReasonFlags.affiliationChanged;
                case "superseded" -> ReasonFlags.superseded;
                case "cessation_of_operation" -> ReasonFlags.cessationOfOperation;
                case "certificate_hold" -> ReasonFlags.certificateHold;
                case "privilege_withdrawn" -> ReasonFlags.privilegeWithdrawn;
                case "aa_compromise" -> ReasonFlags.aACompromise;
                default -> throw new ModuleFailure("crl_distribution_points: there is no reason '" + name + "'");
            };
        }
        return bits == 0 ? null : new ReasonFlags(bits);
    }
}
