import { enrollmentFrom } from '../../../sandbox/graph/enrollment.mjs';
import { listFault } from '../../../sandbox/graph/list-faults.mjs';
import { expectNoViolations, prepareAxe } from '../../helpers/axe.mjs';
import { picture } from '../../helpers/files.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { pictureWithoutCode, qrFile } from '../../helpers/pictures.mjs';
import { ONE_TOKEN, TOKENS } from '../../helpers/request-contract.mjs';
import { CHINESE } from '../../pages/console-words.mjs';
import { enrollmentOf, OWNER, SALE, SCANNERS, UNLISTED } from '../../tenant/named-profiles.mjs';

test.beforeEach(async ({ app }) => {
  await app.openSignedIn();
  await app.seesTheList();
});

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN', words: CHINESE });

  test('what was recognised, what was not, and the way from a token to the question', async ({ app, tenant, requestContract }) => {
    requestContract.expectSecretRead(TOKENS);
    await app.paste(app.profileId, `${SALE}\n{${SALE}}\nhttps://contoso.example\nKiosk pilot\n${SCANNERS}`);
    await app.seesRecognised(
      '识别出 2 个配置文件',
      '已略去 1 个重复项。',
      '1 行未能识别',
      '第 3 行',
      '未指明配置文件的链接',
      '有多个配置文件符合“Kiosk pilot”：',
    );
    await app.drop(picture(pictureWithoutCode()));
    await app.seesProblem('在此图片中没有找到二维码。');
    await app.drop(picture(qrFile(enrollmentOf(tenant, SALE).content)));
    await app.seesRecognised('其中含有注册令牌', '令牌不会被显示、保存或发送。');
    await app.findProfileButton.click();
    await app.seesTheQuestion();
    await app.cancel();
    await app.seesInForm(SALE, app.words.deviceOwner);
  });
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test.describe(`axe, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('has nothing to say about what was handed in', async ({ app, page, context, tenant, requestContract }) => {
      requestContract.expectSecretRead(TOKENS);
      requestContract.expectSecretRead(ONE_TOKEN);
      await prepareAxe(context);
      await page.reload();
      await app.seesTheList();
      await app.paste(app.profileId, `${SALE}\n${SALE}\n${UNLISTED}\nhttps://contoso.example\nKiosk pilot\nNo such profile here`);
      await app.seesRecognised('2 profiles recognised');
      await expectNoViolations(page);
      await app.enterCode(enrollmentFrom('somebody else', { enrollmentMode: 'corporateOwnedDedicatedDevice' }).tokenValue);
      await expect(app.findProfileButton).toBeVisible();
      await expectNoViolations(page);
      tenant.graph.faults.push(listFault('roleMissing', { collection: OWNER }));
      await app.findProfileButton.click();
      await app.seesRecognised('Your account has no Intune role');
      await expectNoViolations(page);
      await app.drop(picture(pictureWithoutCode()));
      await app.seesProblem('No QR code was found in this picture.');
      await expectNoViolations(page);
    });
  });
}
