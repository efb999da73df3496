using System.Text;

namespace ComposeServer.Composites.Runtime;

/// <summary>The files that <c>composite:compile</c> writes. Source: <c>composedb.md</c> 10.</summary>
public static class RuntimeModule
{
    const string Notice = "// This is an auto-generated file, do not edit manually\n";

    /// <summary>The text for a file, by its extension: JSON for <c>.json</c>, a module that exports <c>definition</c> for
    /// <c>.js</c>, <c>.mjs</c> and <c>.ts</c>.</summary>
    /// <returns>UTF-8, or an error <c>RUNTIME_DEFINITION_INVALID</c> for another extension.</returns>
    public static CompositeResult<byte[]> Write(RuntimeDefinition definition, string path)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return CompositeResult<byte[]>.Of(() =>
            Path.GetExtension(path) switch
            {
                ".json" => [.. definition.ToUtf8(), (byte)'\n'],
                ".js" or ".mjs" => Module($"{Notice}export const definition = ", definition),
                ".ts" => Module(
                    $"{Notice}import type {{ RuntimeCompositeDefinition }} from '@composedb/types'\n"
                        + "export const definition: RuntimeCompositeDefinition = ",
                    definition
                ),
                _ => throw CompositeException.Because(
                    CompositeErrorCode.RuntimeInvalid,
                    "Unsupported file type: only .json, .js, .mjs and .ts extensions are supported"
                ),
            }
        );
    }

    static byte[] Module(string opening, RuntimeDefinition definition) =>
        [.. Encoding.UTF8.GetBytes(opening), .. definition.ToUtf8()];
}
