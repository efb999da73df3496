using ComposeServer.Ipld;
using ComposeServer.Log.Intake;

namespace ComposeServer.Streams;

/// <summary>Header member <c>controllers</c> of an init event: exactly one (ceramic.md 6).</summary>
static class ControllerHeader
{
    public static bool TryRead(IpldMap body, out string controller, out Refusal refusal)
    {
        controller = "";
        refusal = new(RefusalCode.InvalidHeader, "Exactly one controller must be specified");
        if (
            !body.TryGet<IpldMap>("header", out var header)
            || !header.TryGet<IpldList>("controllers", out var controllers)
        )
            return false;
        if (controllers.Count != 1 || controllers[0] is not IpldString only)
            return false;
        controller = only.Value;
        return true;
    }
}
