using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Streams;

namespace ComposeServer.Composites.Format;

/// <summary>Who may control a model. Source: <c>composedb.md</c> 2.5.</summary>
/// <remarks>Models are for ever, so a capability that ends, or that is for something else, is not enough.</remarks>
static class ModelController
{
    static readonly string Resource = $"{ResourceScope.Wildcard}?model={StreamId.Metamodel}";

    /// <summary>Passes, or throws <c>CONTROLLER_UNSUPPORTED</c>, before a model is signed.</summary>
    public static void CheckWrite(Did controller, Cacao? capability)
    {
        if (IsKey(controller))
            return;
        if (!IsAccount(controller))
            throw Unsupported(controller, "only did:key and did:pkh are supported");
        if (capability is null)
            throw Unsupported(controller, "only did:pkh with CACAO is supported");
        if (capability.Payload.ExpiresAt is not null)
            throw Unsupported(controller, "only did:pkh CACAO without expiry is supported");
        if (!IsForModels(capability))
            throw Unsupported(controller, $"only cacao with resource {StreamId.Metamodel} is supported");
    }

    /// <summary>Passes, or throws <c>CONTROLLER_UNSUPPORTED</c>, for a model that someone else has signed.</summary>
    public static void CheckRead(Did controller, Cacao? capability)
    {
        if (IsKey(controller))
            return;
        if (!IsAccount(controller))
            throw Unsupported(controller, "only did:key is supported");
        if (capability is null)
            throw Unsupported(controller, "only did:pkh with CACAO is supported");
        if (!capability.Payload.Issuer.IsSameIssuerAs(controller))
            throw Refused($"Cacao issuer {capability.Payload.Issuer} does not match controller {controller}");
        if (capability.Payload.ExpiresAt is not null)
            throw Refused("only did:pkh CACAO without expiry is supported");
        if (!IsForModels(capability))
            throw Refused($"only cacao with resource \"{Resource}\" is supported");
    }

    static bool IsKey(Did controller) => controller.Method is "key";

    static bool IsAccount(Did controller) => controller.Method is "pkh";

    static bool IsForModels(Cacao capability) => capability.Payload.Resources?.Contains(Resource) == true;

    static CompositeException Unsupported(Did controller, string why) =>
        Refused($"Unsupported model controller {controller}, {why}");

    static CompositeException Refused(string message) =>
        CompositeException.Because(CompositeErrorCode.ControllerUnsupported, message);
}
