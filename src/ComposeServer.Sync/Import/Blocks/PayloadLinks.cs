using ComposeServer.Ipld;

namespace ComposeServer.Sync.Import.Blocks;

/// <summary>How a payload hangs together with others.</summary>
/// <param name="Init">The init event of its log; null when the payload begins one.</param>
/// <param name="Prev">The event it builds on; null when the payload begins a log.</param>
/// <param name="MayStandAlone">An init payload without content: it may be an event itself, unsigned.</param>
/// <param name="StandsAlone">An account's proof that it links itself (ceramic.md 6.2): an event itself, signed within.</param>
/// <param name="IsModel">A model stream begins with it.</param>
/// <param name="Interfaces">Init events of the models that this model implements.</param>
sealed record PayloadLinks(
    Cid? Init,
    Cid? Prev,
    bool MayStandAlone,
    bool StandsAlone,
    bool IsModel,
    IReadOnlyList<Cid> Interfaces
)
{
    /// <summary>An event whose payload nobody can read; the intake says why.</summary>
    public static PayloadLinks Unreadable { get; } = new(null, null, false, false, false, []);

    /// <returns>False when it is no payload.</returns>
    public static bool TryRead(IpldMap map, out PayloadLinks links)
    {
        links = Unreadable;
        if (map.TryGet("prev", out var prev))
        {
            if (prev is not IpldLink before)
                return false;
            // Others change their content by a list of operations.
            var isProof = map.TryGet<IpldMap>("data", out _);
            links = Unreadable with
            {
                Init = map.TryGet<IpldLink>("id", out var id) ? id.Value : null,
                Prev = before.Value,
                StandsAlone = isProof,
            };
            return true;
        }

        if (!map.TryGet<IpldMap>("header", out _))
            return false;
        var hasContent = map.TryGet("data", out var data) && data is not IpldNull;
        var isModel = ModelLinks.IsModel(map);
        links = Unreadable with
        {
            MayStandAlone = !hasContent,
            IsModel = isModel,
            Interfaces = isModel ? [.. ModelLinks.InterfacesOf(map).Select(id => id.Init)] : [],
        };
        return true;
    }
}
