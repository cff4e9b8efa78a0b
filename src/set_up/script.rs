//! Scripts that register the app in Entra, which a person copies and runs: the same as the steps in the portal.

use crate::{cloud::Cloud, config::DEFAULT_PERMISSION};

/// The application ID of Microsoft Graph, the same in every cloud.
///
/// <https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in>
const GRAPH: &str = "00000003-0000-0000-c000-000000000000";

/// What runs a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    /// <https://learn.microsoft.com/cli/azure/ad/app>
    AzureCli,
    /// <https://learn.microsoft.com/powershell/microsoftgraph/>
    GraphPowerShell,
}

/// The script that registers an app for the page with this redirect URI, grants its one permission for the whole tenant, and
/// prints both IDs; none for an address in which a shell could see more than an address.
///
/// The platform *Single-page application* is `spa` of Graph's `application`, for which `az ad app create` has no option:
/// <https://learn.microsoft.com/graph/api/resources/spaapplication>. Whatever is looked up is looked up by name, so that no ID of
/// a permission is guessed.
pub(crate) fn register(tool: Tool, cloud: Cloud, redirect_uri: &str) -> Option<String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/%[]".contains(&byte);
    redirect_uri.bytes().all(is_plain).then(|| match tool {
        Tool::AzureCli => azure_cli(cloud, redirect_uri),
        Tool::GraphPowerShell => graph_power_shell(cloud, redirect_uri),
    })
}

fn azure_cli(cloud: Cloud, redirect_uri: &str) -> String {
    let name = match cloud {
        Cloud::Global => "AzureCloud",
        Cloud::UsGov | Cloud::UsGovDoD => "AzureUSGovernment",
        Cloud::China => "AzureChinaCloud",
    };
    let graph = cloud.graph_host();
    format!(
        r#"# Bash, with the Azure CLI. Whoever runs it may register apps and grant admin consent.
set -euo pipefail
az cloud set --name {name}
az login --allow-no-subscriptions --only-show-errors >/dev/null
tenantId=$(az account show --query tenantId --output tsv)
clientId=$(az ad app create --display-name "Token Console" --sign-in-audience AzureADMyOrg --query appId --output tsv)
objectId=$(az ad app show --id "$clientId" --query id --output tsv)
az rest --method PATCH --url "https://{graph}/v1.0/applications/$objectId" \
  --headers Content-Type=application/json --body '{{"spa": {{"redirectUris": ["{redirect_uri}"]}}}}'
permission=$(az ad sp show --id {GRAPH} --query "oauth2PermissionScopes[?value=='{DEFAULT_PERMISSION}'].id" --output tsv)
az ad app permission add --id "$clientId" --api {GRAPH} --api-permissions "$permission=Scope" --only-show-errors
az ad sp create --id "$clientId" --output none
az ad app permission grant --id "$clientId" --api {GRAPH} --scope {DEFAULT_PERMISSION} --output none
echo "Client ID: $clientId"
echo "Tenant:    $tenantId"
"#
    )
}

fn graph_power_shell(cloud: Cloud, redirect_uri: &str) -> String {
    let environment = cloud.power_shell_environment();
    format!(
        r#"# PowerShell 7 or 5.1, with: Install-Module Microsoft.Graph.Applications, Microsoft.Graph.Identity.SignIns
$ErrorActionPreference = 'Stop'
Connect-MgGraph -Environment {environment} -NoWelcome -Scopes 'Application.ReadWrite.All', 'DelegatedPermissionGrant.ReadWrite.All'
$graph = Get-MgServicePrincipal -Filter "appId eq '{GRAPH}'"
$permission = $graph.Oauth2PermissionScopes | Where-Object Value -EQ '{DEFAULT_PERMISSION}'
$app = New-MgApplication -DisplayName 'Token Console' -SignInAudience 'AzureADMyOrg' `
  -Spa @{{ RedirectUris = @('{redirect_uri}') }} `
  -RequiredResourceAccess @(@{{ ResourceAppId = $graph.AppId; ResourceAccess = @(@{{ Id = $permission.Id; Type = 'Scope' }}) }})
$principal = New-MgServicePrincipal -AppId $app.AppId
$null = New-MgOauth2PermissionGrant -ClientId $principal.Id -ConsentType 'AllPrincipals' -ResourceId $graph.Id -Scope '{DEFAULT_PERMISSION}'
"Client ID: $($app.AppId)"
"Tenant:    $((Get-MgContext).TenantId)"
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_script_names_cloud_way_back_and_the_one_permission() {
        const BACK: &str = "https://console.contoso.com/tools/console/redirect.html";
        for (tool, cloud, name) in [
            (Tool::AzureCli, Cloud::Global, "AzureCloud"),
            (Tool::AzureCli, Cloud::UsGov, "graph.microsoft.us"),
            (Tool::AzureCli, Cloud::UsGovDoD, "dod-graph.microsoft.us"),
            (Tool::AzureCli, Cloud::China, "AzureChinaCloud"),
            (Tool::GraphPowerShell, Cloud::UsGovDoD, "USGovDoD"),
            (Tool::GraphPowerShell, Cloud::China, "-Environment China"),
        ] {
            let script = register(tool, cloud, BACK).unwrap();
            assert!(script.contains(name), "{script}");
            assert_eq!(script.matches(BACK).count(), 1, "{script}");
            assert!(script.contains(DEFAULT_PERMISSION), "{script}");
            // No lone brace of the format is left over, and no `{{`.
            assert!(
                !script.contains("{{") && !script.contains("}}}"),
                "{script}"
            );
        }
    }

    #[test]
    fn an_address_that_is_more_than_that_to_a_shell_makes_no_script() {
        for folder in [
            "it's", "$(id)", "a`b", "a\"b", "a;b", "a b", "a&b", "a'; x; '",
        ] {
            let back = format!("https://console.contoso.com/{folder}/redirect.html");
            for tool in [Tool::AzureCli, Tool::GraphPowerShell] {
                assert_eq!(register(tool, Cloud::Global, &back), None, "{folder}");
            }
        }
    }
}
