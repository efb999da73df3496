using ComposeServer.Log.Intake;

namespace ComposeServer.Log.Families;

/// <summary>The families this server knows. A new kind of log is one more entry here.</summary>
public sealed class FamilyRegistry
{
    readonly ILogFamily[] _families;
    readonly Dictionary<string, ILogFamily> _byName;

    /// <exception cref="ArgumentException">Two families have one name.</exception>
    public FamilyRegistry(IEnumerable<ILogFamily> families)
    {
        _families = [.. families];
        _byName = _families.ToDictionary(family => family.Name, StringComparer.Ordinal);
    }

    /// <summary>The family stored under a name.</summary>
    /// <exception cref="InvariantBroken">The database holds a family that this program does not know.</exception>
    public ILogFamily this[string name] =>
        _byName.TryGetValue(name, out var family)
            ? family
            : throw new InvariantBroken(
                $"the database holds logs of the family '{name}', which this program does not know"
            );

    /// <summary>True when this program knows a family of that name.</summary>
    public bool Knows(string name) => _byName.ContainsKey(name);

    /// <summary>Asks each family in turn to claim an init event.</summary>
    public bool TryClaim(RawEvent init, out ILogFamily family, out LogName name)
    {
        foreach (var candidate in _families)
        {
            if (!candidate.TryName(init, out name))
                continue;
            family = candidate;
            return true;
        }

        family = null!;
        name = default;
        return false;
    }
}
