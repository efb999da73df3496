using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ComposeServer.Identity.Interop;

/// <summary>The native libraries this room calls: under which file names they are found, and which Debian package carries them.</summary>
public static class NativeLibraries
{
    internal const string Sodium = "libsodium";
    internal const string Secp256k1 = "libsecp256k1";

    static readonly NativeLibraryNames[] All =
    [
        new(
            Sodium,
            "libsodium23",
            ["libsodium.so.23", "libsodium.so.26", "libsodium.so", "libsodium.dylib", "libsodium.dll"]
        ),
        new(
            Secp256k1,
            "libsecp256k1-1",
            [
                "libsecp256k1.so.1",
                "libsecp256k1.so.2",
                "libsecp256k1.so.5",
                "libsecp256k1.so.6",
                "libsecp256k1.so",
                "libsecp256k1.dylib",
                "libsecp256k1.dll",
            ]
        ),
    ];

    static readonly FrozenDictionary<string, Lazy<nint>> Handles = All.ToFrozenDictionary(
        library => library.Name,
        library => new Lazy<nint>(() => Load(library))
    );

    /// <summary>Says at start what is missing, so that nobody learns it from the first signature.</summary>
    /// <returns>The libraries that cannot be loaded; empty when all is well.</returns>
    public static IReadOnlyList<MissingNativeLibrary> Check() =>
        [
            .. All.Where(library => Handles[library.Name].Value == 0)
                .Select(library => new MissingNativeLibrary(library.Name, library.DebianPackage)),
        ];

    /// <summary>Called by the types that hold the imports, before their first call.</summary>
    internal static void Resolve() => Resolver.Register();

    static nint Load(NativeLibraryNames library)
    {
        foreach (var file in library.Files)
        {
            if (NativeLibrary.TryLoad(file, out var handle))
                return handle;
        }

        return 0;
    }

    static nint Find(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (!Handles.TryGetValue(name, out var handle))
            return 0;
        if (handle.Value != 0)
            return handle.Value;
        var library = All.First(candidate => candidate.Name == name);
        throw new DllNotFoundException(new MissingNativeLibrary(library.Name, library.DebianPackage).ToString());
    }

    sealed record NativeLibraryNames(string Name, string DebianPackage, string[] Files);

    static class Resolver
    {
        // A resolver may be set once per assembly; the static constructor makes it so.
        static Resolver() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Find);

        public static void Register() { }
    }
}
