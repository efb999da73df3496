using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Sync.Pull;

/// <summary>Makes the proof block again of which a stream's state shows the members (ceramic.md 4.1).</summary>
static class ProofRebuild
{
    static readonly string[] Links = ["root", "txHash"];

    /// <summary>Makes the block.</summary>
    /// <param name="json">Member <c>anchorProof</c> of a state.</param>
    /// <param name="wanted">Name of the block, from the time event.</param>
    /// <returns>Null when what comes of it has another name: then it is not that block, whatever the node says.</returns>
    public static Block? TryRebuild(JsonElement json, Cid wanted)
    {
        if (
            json.ValueKind != JsonValueKind.Object
            || !PlainJson.TryFromDocument(json, out var value, out _)
            || value is not IpldMap members
        )
            return null;
        // Old blocks have more members than today's, and states show them too.
        foreach (var name in Links)
        {
            if (!members.TryGet<IpldString>(name, out var text) || !Cid.TryParse(text.Value, out var link))
                return null;
            members = members.With(name, link);
        }

        var block = DagCborEncoder.ToBlock(members);
        return block.Cid == wanted ? block : null;
    }
}
